"""Documents become a graph in RDF with text and vector indexes beside it, kept in a store on disk."""

"""A question becomes an answer: understood, planned, searched, composed, verified; then shown on page, line or API."""

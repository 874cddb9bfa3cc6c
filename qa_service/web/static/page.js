// Copies a quotation with its citation, which the button has; the words are those of the page that are quoted, with a mark
// where some between them are not. All else on the pages works without this file.
const quotation = (passage, citation) => {
  const words = [""];
  for (const part of passage.querySelector("blockquote").childNodes) {
    if (part.nodeType === Node.ELEMENT_NODE && part.classList.contains("tl-rest")) words.push("");
    else words.push(words.pop() + part.textContent);
  }
  return `“${words.filter(Boolean).join(" […] ")}” (${citation})`;
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const status = document.getElementById("status");
  const passage = button.closest(".tl-passage");
  try {
    await navigator.clipboard.writeText(passage ? quotation(passage, button.dataset.copy) : button.dataset.copy);
    status.textContent = "Copied.";
  } catch {
    status.textContent = "Your browser did not let this page copy. Select the words and copy them yourself.";
  }
});
document.querySelectorAll("[data-needs-script]").forEach((element) => element.removeAttribute("hidden"));
// In a conversation, Ctrl and Enter send what was typed, and the line of status says what has come back.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea[data-send]")) event.target.form.requestSubmit();
});
const news = [...document.querySelectorAll("[data-status]")].pop();
if (news) setTimeout(() => { document.getElementById("status").textContent = news.textContent; }, 300);

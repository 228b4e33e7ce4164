// <textarea data-count-words="id of an output">: how many words there are by now.
export function countWords(field: HTMLTextAreaElement) {
  const output = document.getElementById(field.dataset.countWords!) as HTMLOutputElement | null;
  if (!output) return;
  const show = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean).length;
    output.value = words === 1 ? "1 woord" : `${words} woorden`;
  };
  field.addEventListener("input", show);
  show();
}

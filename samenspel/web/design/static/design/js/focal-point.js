// data-focal-point: a touch of the picture sets the two sliders; a mark follows them. Without it the sliders do.
export function attach(form) {
  const picture = form.querySelector("[data-focal-picture]");
  const mark = form.querySelector("[data-focal-mark]");
  const [x, y] = ["x", "y"].map((axis) => form.querySelector(`[data-focal="${axis}"]`));
  if (!picture || !mark || !x || !y) return;
  const show = () => {
    mark.style.insetInlineStart = `${x.value}%`;
    mark.style.insetBlockStart = `${y.value}%`;
    mark.hidden = false;
  };
  picture.addEventListener("click", (event) => {
    const frame = picture.getBoundingClientRect();
    x.value = Math.round((100 * (event.clientX - frame.left)) / frame.width);
    y.value = Math.round((100 * (event.clientY - frame.top)) / frame.height);
    show();
  });
  for (const slider of [x, y]) slider.addEventListener("input", show);
  show();
}

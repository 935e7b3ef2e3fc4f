// data-focus: takes the focus when it appears, such as the list of what is wrong with a form.
export function attach(element) {
  element.focus();
}

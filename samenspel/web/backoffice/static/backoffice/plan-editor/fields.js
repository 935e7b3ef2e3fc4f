// Fields of the panel. Each knows how to show the value anew without losing the focus.
let made = 0;

export function node(name, attributes = {}, ...children) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) one.addEventListener(key.slice(2), value);
    else if (key in one && key !== "list") one[key] = value;
    else one.setAttribute(key, value);
  }
  one.append(...children);
  return one;
}

// `read` gives the value, `write` takes the new one. Types: text, number, color, range, checkbox; `options` makes a select.
export function field({ label, read, write, type = "text", options, hint = "", ...rest }) {
  made += 1;
  const id = `pe-field-${made}`;
  const input = options ? node("select", { id }, ...options().map(([value, words]) => node("option", { value, textContent: words }))) : node("input", { id, type, ...rest });
  const show = () => {
    const value = read();
    if (options) refill(input, options());
    if (type === "checkbox") input.checked = Boolean(value);
    else if (input !== document.activeElement || type === "range") input.value = value ?? "";
  };
  input.addEventListener("change", () => {
    if (type === "number" && (!input.checkValidity() || (input.value === "" && !rest.optional))) return input.reportValidity();
    write(taken(input, type));
    return show();
  });
  show();
  const name = node("label", { htmlFor: id, className: "pe-field__label", textContent: label });
  const box = node("div", { className: `pe-field${type === "checkbox" ? " pe-field--check" : ""}` }, ...(type === "checkbox" ? [input, name] : [name, input]));
  if (hint) {
    input.setAttribute("aria-describedby", `${id}-hint`);
    box.append(node("p", { id: `${id}-hint`, className: "pe-field__hint", textContent: hint }));
  }
  return { node: box, show };
}

function taken(input, type) {
  if (type === "checkbox") return input.checked;
  if (type === "number" || type === "range") return input.value === "" ? null : Number(input.value);
  return input.value.trim();
}

function refill(select, options) {
  const sign = JSON.stringify(options);
  if (select.dataset.sign === sign) return;
  select.dataset.sign = sign;
  select.replaceChildren(...options.map(([value, words]) => node("option", { value, textContent: words })));
}

export function button(label, act, kind = "quiet") {
  return { node: node("button", { type: "button", className: `button button--small button--${kind}`, textContent: label, onclick: act }), show() {} };
}

export function group(title, open, ...fields) {
  const shown = fields.flat().filter(Boolean);
  const box = node("details", { className: "pe-group", open }, node("summary", { textContent: title }), node("div", { className: "pe-fields" }, ...shown.map((one) => one.node)));
  return { node: box, show: () => shown.forEach((one) => one.show()) };
}

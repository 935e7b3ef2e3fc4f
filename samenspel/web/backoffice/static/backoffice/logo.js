// A logo that was chosen stands in the preview before it is sent. The server looks at it again and cuts its margins.
const file = document.querySelector("[data-logo-file]");
const shown = document.querySelector("[data-logo-preview]");

file.addEventListener("change", () => {
  const [chosen] = file.files;
  if (!chosen || chosen.size > 10_000_000 || !chosen.type.startsWith("image/")) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const plate = document.createElement("span");
    const picture = document.createElement("img");
    plate.className = "logo";
    picture.className = "logo__picture";
    picture.alt = chosen.name;
    picture.src = reader.result;
    plate.append(picture);
    shown.replaceChildren(plate);
  });
  reader.readAsDataURL(chosen);
});

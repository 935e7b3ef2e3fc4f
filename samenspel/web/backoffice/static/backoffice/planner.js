// The calendar of halls over the list that stands on the page. Every act sends the form of the booking's own page and takes its answer;
// what the server refuses jumps back. After each act the page is read again: the server alone knows ranks and neighbours.
import { say } from "../design/js/toast.js";

const UNDO_FOR_MS = 20_000;
const TABLE_PARTS = "[role]:not([role=button]), [aria-colindex], [aria-colspan]";
const TABLE_ATTRIBUTES = ["role", "aria-colindex", "aria-colspan"];
const box = document.querySelector("[data-planner]");
let lastUndo = document.querySelector(".planner-done")?.getAttribute("action") ?? "";

const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const wall = (date) => `${day(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
const read = (element) => JSON.parse(element.dataset.planner);

function line(kind, text) {
  const span = document.createElement("span");
  span.className = `booking__${kind}`;
  span.textContent = text;
  return span;
}

function content({ event, timeText, view }) {
  if (event.display === "background") return { domNodes: [line("kind", event.title)] };
  const { kind, state, rank } = event.extendedProps;
  const link = document.createElement("a");
  link.className = "booking__title";
  link.href = event.extendedProps.url;
  link.draggable = false;
  link.textContent = event.title;
  const lines = [link, line("time", timeText), line("kind", (view.type.includes("Timeline") ? rank : state) || kind)];
  return { domNodes: lines };
}

// A day runs from seven until three in the night, and from three when something is planned that early.
function shownHours(events) {
  const early = events.some(({ start }) => start.slice(11) >= "03:00" && start.slice(11) < "07:00");
  return { slotMinTime: early ? "03:00" : "07:00", slotMaxTime: "27:00", slotDuration: "00:30", snapDuration: "00:15" };
}

// Where a day is one column, a booking is dragged to another day or hall and keeps its hours.
function shownDays(view) {
  const days = { eventDurationEditable: false, displayEventEnd: true, slotDuration: { days: 1 } };
  if (view !== "resourceTimelineWeek") return view.includes("Timeline") ? { ...days, columnWidth: "96px" } : days;
  // A week of days: version 5.10.1 of the component measures these in its view by month only.
  return { ...days, view: "resourceTimelineMonth", duration: { weeks: 1 } };
}

async function send(url, fields) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok && answer.status !== 409) throw new Error(answer.statusText);
  return { refused: !answer.ok, ...(await answer.json()) };
}

function start() {
  let config = read(box);
  const hours = config.view.includes("Grid") && !config.view.endsWith("Month");
  const calendar = window.EventCalendar.create(box, {
    view: config.view,
    date: config.date,
    locale: config.language === "en" ? "en-GB" : `${config.language}-BE`,
    firstDay: 1,
    headerToolbar: { start: "", center: "", end: "" },
    resources: config.resources,
    events: config.events,
    height: "auto",
    allDaySlot: false,
    ...(hours ? shownHours(config.events) : shownDays(config.view)),
    slotLabelFormat: { hour: "2-digit", minute: "2-digit" },
    eventTimeFormat: { hour: "2-digit", minute: "2-digit" },
    dayMaxEvents: true,
    nowIndicator: true,
    editable: true,
    eventResizableFromStart: true,
    selectable: true,
    eventContent: content,
    eventDidMount: ({ el, event }) => {
      if (event.display === "background") return;
      const { kind, state, place } = event.extendedProps;
      el.title = [event.title, kind, state, place].filter(Boolean).join(" · ");
    },
    select: ({ start: from, end: until, allDay, resource }) => {
      const url = new URL(config.newUrl, location.href);
      url.searchParams.set("day", day(from));
      if (!allDay && hours) {
        url.searchParams.set("from", wall(from));
        url.searchParams.set("until", wall(until));
      }
      if (resource) url.searchParams.set("hall", resource.id);
      location.assign(url);
    },
    eventDrop: change,
    eventResize: change,
  });

  // The component calls its grid a table, but its roles are no whole table: the list is the table of who listens.
  const plain = () => {
    for (const part of box.querySelectorAll(TABLE_PARTS)) TABLE_ATTRIBUTES.forEach((name) => part.removeAttribute(name));
  };
  new MutationObserver(plain).observe(box, { subtree: true, childList: true, attributeFilter: TABLE_ATTRIBUTES });
  plain();

  async function change({ event, revert }) {
    const { url, revision, hall } = event.extendedProps;
    const fields = {
      do: "move",
      revision,
      hall: event.resourceIds[0] ?? hall,
      starts_at: wall(event.start),
      ends_at: wall(event.end),
    };
    await attempt(url, fields, revert);
  }

  async function attempt(url, fields, revert = () => {}) {
    try {
      const answer = await send(url, fields);
      if (answer.refused) {
        revert();
        say(answer.said, "error");
      } else {
        lastUndo = answer.undo_url;
        say(answer.said, "ok", { label: config.words.undo, run: () => undo(answer.undo_url), stayMs: UNDO_FOR_MS });
      }
    } catch {
      revert();
      return void say(config.words.lost, "error");
    }
    await refresh().catch(() => location.reload());
  }

  async function undo(url) {
    if (!url) return;
    lastUndo = "";
    await attempt(url, {});
  }

  async function refresh() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    config = read(page.querySelector("[data-planner]"));
    calendar.setOption("events", config.events);
    document.querySelector("[data-planner-list]").replaceWith(page.querySelector("[data-planner-list]"));
  }

  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("input, textarea, select");
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || writes) return;
    event.preventDefault();
    void undo(lastUndo);
  });
}

// On a screen on which the list is shown, the calendar would measure nothing: it starts when it is first seen.
if (box) {
  const seen = new ResizeObserver(() => {
    if (!box.clientWidth) return;
    seen.disconnect();
    start();
  });
  seen.observe(box);
}

// Sets the page up.

/** Opens the reasons of the region at `place`, if the page has them. */
function openReason(root, place) {
  let found = [...root.querySelectorAll(".reason")].find((one) => one.dataset.region === place);
  for (; found; found = found.parentElement.closest("details")) found.open = true;
}

/** Turns the places of the regions' table into buttons that show them. */
function setUpRegionLinks(root, view) {
  for (const row of root.querySelectorAll("table.regions tbody tr")) {
    const cell = row.cells[0];
    const place = cell.textContent.trim();
    const link = button(place, `Show ${place} in the genome view`, () => {
      view.go(place);
      view.place.scrollIntoView({ block: "start" });
      openReason(root, place);
    });
    link.className = "place";
    cell.replaceChildren(link);
  }
}

function setUp() {
  document.documentElement.classList.add("scripted");
  const main = document.querySelector("main");
  const data = pageData("genome-data");
  const place = document.getElementById("genome-view");
  setUpFigures(main, data);
  setUpTables(main);
  setUpCopying(main);
  if (!data || !place) return;
  place.hidden = false;
  const view = new GenomeView(data, place);
  setUpRegionLinks(main, view);
  const stills = document.getElementById("genome-stills");
  if (stills) stills.open = false;
}

setUp();

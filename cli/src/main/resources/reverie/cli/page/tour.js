"use strict";

// Steps through the pictures of a tour. Without this script they stand under each other, and the thumbnails are links.

document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const HOLD_MS = 250; // a finger that stays this long wants to compare
  const SWIPE_PX = 40;
  const STILL_PX = 10; // a finger is never quite still

  const main = document.querySelector("main");
  const figures = [...main.querySelectorAll("figure")];
  const controls = main.querySelector(".controls");
  const back = controls.querySelector(".back");
  const forward = controls.querySelector(".forward");
  const compareButton = controls.querySelector(".compare");
  const position = controls.querySelector(".position");
  const announcement = controls.querySelector(".announcement");
  const strip = main.querySelector(".strip");
  const thumbnails = [...strip.querySelectorAll("a")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const overlay = makeOverlay();
  let current = 0;

  /** The original with its label, to be laid over any picture. */
  function makeOverlay() {
    const layer = figures[0].querySelector(".frame").cloneNode(true);
    layer.className = "overlay";
    layer.hidden = true;
    layer.setAttribute("aria-hidden", "true");
    return layer;
  }

  function label(figure) {
    return figure.querySelector(".label").textContent;
  }

  function show(index) {
    compare(false);
    figures[current].classList.remove("current");
    thumbnails[current].removeAttribute("aria-current");
    current = index;
    figures[current].classList.add("current");
    figures[current].querySelector(".frame").append(overlay);
    thumbnails[current].setAttribute("aria-current", "true");
    // The strip is one stop of the Tab key, however long it is; the arrow keys go on from there.
    thumbnails.forEach((thumbnail, i) => { thumbnail.tabIndex = i === current ? 0 : -1; });
    if (strip.contains(document.activeElement)) {
      thumbnails[current].focus({ preventScroll: true });
    }
    position.textContent = (current + 1) + " / " + figures.length;
    back.setAttribute("aria-disabled", current === 0);
    forward.setAttribute("aria-disabled", current === figures.length - 1);
    compareButton.setAttribute("aria-disabled", current === 0);
  }

  /** Shows another picture because somebody asked for it; beyond either end nothing happens. */
  function go(index) {
    const next = Math.min(Math.max(index, 0), figures.length - 1);
    if (next !== current) {
      show(next);
      history.replaceState(null, "", "#" + figures[current].id);
      centreThumbnail(!calm.matches);
      announce();
    }
  }

  function announce() {
    const name = figures[current].querySelector(".layer").textContent;
    announcement.textContent = label(figures[current]) + ", " + name + ", " + (current + 1) + " of " + figures.length;
  }

  function centreThumbnail(gliding) {
    const thumbnail = thumbnails[current];
    const left = thumbnail.offsetLeft - (strip.clientWidth - thumbnail.offsetWidth) / 2;
    const near = Math.abs(left - strip.scrollLeft) < strip.clientWidth;
    strip.scrollTo({ left, behavior: gliding && near ? "smooth" : "instant" });
  }

  function compare(on) {
    const comparing = on && current > 0;
    if (comparing === !overlay.hidden) {
      return;
    }
    overlay.hidden = !comparing;
    compareButton.setAttribute("aria-pressed", comparing);
    announcement.textContent = label(figures[comparing ? 0 : current]);
  }

  /** The picture that the address names, or else the first. */
  function indexOfAddress() {
    return Math.max(0, figures.findIndex(figure => "#" + figure.id === location.hash));
  }

  // Buttons and thumbnails.

  back.addEventListener("click", () => go(current - 1));
  forward.addEventListener("click", () => go(current + 1));
  thumbnails.forEach((thumbnail, i) => thumbnail.addEventListener("click", event => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(i);
    }
  }));

  // Keys.

  const steps = {
    ArrowLeft: () => go(current - 1),
    ArrowRight: () => go(current + 1),
    Home: () => go(0),
    End: () => go(figures.length - 1),
    c: () => compare(true),
    C: () => compare(true),
  };

  document.addEventListener("keydown", event => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!modified && Object.hasOwn(steps, event.key)) {
      event.preventDefault();
      steps[event.key]();
    }
  });

  document.addEventListener("keyup", event => {
    if (event.key === "c" || event.key === "C") {
      compare(false);
    }
  });

  // The compare button is held, with the mouse, a finger or a key. A click that no pointer made comes from software that
  // helps to use the page and cannot hold: it switches.

  compareButton.addEventListener("pointerdown", event => {
    if (event.button === 0) {
      compare(true);
    }
  });
  compareButton.addEventListener("keydown", event => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault(); // no click
      compare(true);
    }
  });
  compareButton.addEventListener("keyup", event => {
    event.preventDefault();
    compare(false);
  });
  compareButton.addEventListener("blur", () => compare(false));
  compareButton.addEventListener("contextmenu", event => event.preventDefault());
  compareButton.addEventListener("click", event => {
    if (event.detail === 0) {
      compare(overlay.hidden);
    }
  });

  // The picture: the mouse held down compares; a finger does when it stays, and steps when it moves sideways.

  let finger = null;

  function isEnlarged() {
    return window.visualViewport !== undefined && visualViewport.scale > 1.01;
  }

  function letGo() {
    if (finger !== null) {
      clearTimeout(finger.timer);
      finger = null;
    }
    compare(false);
  }

  main.addEventListener("pointerdown", event => {
    if (event.target.closest(".frame") === null || event.button !== 0) {
      return;
    }
    if (!event.isPrimary) {
      letGo(); // two fingers enlarge
    } else if (event.pointerType === "mouse") {
      compare(true);
    } else {
      finger = { x: event.clientX, y: event.clientY, timer: setTimeout(() => compare(true), HOLD_MS) };
    }
  });

  document.addEventListener("pointermove", event => {
    if (finger !== null && Math.hypot(event.clientX - finger.x, event.clientY - finger.y) > STILL_PX) {
      clearTimeout(finger.timer);
    }
  });

  document.addEventListener("pointerup", event => {
    if (finger !== null && overlay.hidden && !isEnlarged()) {
      const right = event.clientX - finger.x;
      if (Math.abs(right) > SWIPE_PX && Math.abs(right) > 1.5 * Math.abs(event.clientY - finger.y)) {
        go(current - Math.sign(right));
      }
    }
    letGo();
  });

  document.addEventListener("pointercancel", letGo);
  window.addEventListener("blur", letGo);
  main.addEventListener("contextmenu", event => {
    if (finger !== null) {
      event.preventDefault(); // a finger that stays would be offered to save the picture
    }
  });
  main.addEventListener("dragstart", event => event.preventDefault());
  window.visualViewport?.addEventListener("resize", () => main.classList.toggle("enlarged", isEnlarged()));

  window.addEventListener("hashchange", () => go(indexOfAddress()));
  controls.hidden = false;
  show(indexOfAddress());
  centreThumbnail(false);
});

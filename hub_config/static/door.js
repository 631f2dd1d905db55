// The hub's own pages: the keys of the door, the language switch, and the page that waits.
"use strict";
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const show = (elements, shown) => elements.forEach((element) => { element.hidden = !shown; });

  function setLanguage(lang) {
    document.documentElement.lang = lang;
    document.cookie = `rean_lang=${lang}; path=/; max-age=31536000; samesite=lax`;
    markLanguage();
  }
  function markLanguage() {
    const lang = document.documentElement.lang;
    all("[data-language]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.language === lang)));
  }
  function startLanguages() {
    show(all("[data-language-switch]"), true);
    all("[data-language]").forEach((button) => button.addEventListener("click", () => setLanguage(button.dataset.language)));
    markLanguage();
  }

  function startDoor(form) {
    const number = find("#number"), secret = find("#secret");
    let field = number.value ? secret : number;
    const concealed = CSS.supports("-webkit-text-security", "disc");
    if (concealed) secret.type = "text";  // a shared computer must not offer to keep it
    secret.classList.toggle("door-concealed", concealed);

    function take(next) {
      field = next;
      all(".door-input").forEach((input) => input.classList.toggle("door-active", input === field));
      show([find("[data-next]")], field === number);
      show([find("[data-last]")], field === secret);
    }
    function press(key) {
      if (key === "enter") return goOn();
      field.value = key === "delete" ? field.value.slice(0, -1) : (field.value + key).slice(0, field.maxLength);
      return undefined;
    }
    function goOn() {
      if (field === number && number.value.trim()) return secret.focus();
      return form.requestSubmit();
    }
    function setStaff(staff) {
      show(all("[data-staff]"), staff);
      show(all("[data-learner], [data-how]"), !staff);
      show(all("[data-keys]"), !staff);
      [number, secret].forEach((input) => { input.inputMode = staff ? "text" : "none"; });
      form.classList.toggle("door-staff", staff);
      conceal(!find("[data-show]").checked || !staff);
      take(number.value ? secret : number);
      field.focus();
    }
    function conceal(hidden) {
      if (concealed) secret.classList.toggle("door-concealed", hidden);
      else secret.type = hidden ? "password" : "text";
    }

    [number, secret].forEach((input) => input.addEventListener("focus", () => take(input)));
    number.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || secret.value) return;
      event.preventDefault();
      if (number.value.trim()) secret.focus();
    });
    // The keys keep the cursor where it is, so that keyboard and keys can be mixed.
    find("[data-keypad]").addEventListener("pointerdown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
    find("[data-keypad]").addEventListener("click", (event) => {
      const key = event.target.closest("button");
      if (key) press(key.dataset.key);
    });
    find("[data-is-staff]").addEventListener("change", (event) => setStaff(event.target.checked));
    find("[data-show]").addEventListener("change", (event) => conceal(!event.target.checked));
    form.addEventListener("submit", () => { find("[data-enter]").disabled = true; });
    window.addEventListener("pageshow", () => { if (!find("[data-wait]")) find("[data-enter]").disabled = false; });
    show(all("[data-staff-switch]"), true);
    find("[data-is-staff]").checked = /[a-z]/i.test(number.value);
    setStaff(find("[data-is-staff]").checked);
    if (new URLSearchParams(location.search).has("out")) show(all("[data-signed-out]"), true);
    countDown(form);
    stayFresh(form);
  }

  function countDown(form) {
    const wait = find("[data-wait]", form);
    if (!wait) return;
    const enter = find("[data-enter]", form);
    let left = Number(wait.dataset.wait);
    enter.disabled = true;
    const tick = setInterval(() => {
      left -= 1;
      all("[data-seconds]", wait).forEach((place) => { place.textContent = place.lang === "km" ? khmer(left) : left; });
      if (left > 0) return;
      clearInterval(tick);
      wait.remove();
      enter.disabled = false;
    }, 1000);
  }
  const khmer = (count) => String(count).replace(/\d/g, (digit) => "០១២៣៤៥៦៧៨៩"[digit]);

  // The form's token lives for an hour: a door that nobody touches is drawn anew before.
  function stayFresh(form) {
    setInterval(() => { if (!all(".door-input", form).some((input) => input.value)) location.replace(location.pathname + location.search); }, 20 * 60 * 1000);
  }

  function startWaiting(page) {
    const bar = find("[data-bar]", page);
    const source = new EventSource(page.dataset.progress);
    setTimeout(() => show(all("[data-long]", page), true), 15000);
    source.onmessage = (message) => {
      const news = JSON.parse(message.data);
      if (news.progress !== undefined) {
        bar.setAttribute("aria-valuenow", news.progress);
        bar.style.setProperty("--part", `${news.progress}%`);
      }
      if (news.failed) {
        source.close();
        show(all("[data-failed]", page), true);
      } else if (news.ready) {
        source.close();
        location.reload();
      }
    };
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000); };
  }

  // What is away for a moment is asked for again; never by sending a form once more.
  if (find("[data-again]")) setTimeout(() => location.replace(location.href), 5000);

  startLanguages();
  const form = find("[data-door]"), waiting = find("[data-wait-page]");
  if (form) startDoor(form);
  if (waiting) startWaiting(waiting);
})();

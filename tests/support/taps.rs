//! Somebody, or something, that taps whatever there is: a monkey with a fixed seed.

use serde_json::json;

use crate::page::Page;

/// How many taps go between two looks at the page.
const ROUND: u32 = 500;

/// Taps at random on whatever can be seen and leads nowhere else; types into boxes and chooses from lists. The exit, other pages
/// and calls are left alone, and a printer is not asked for. Gives what went wrong, or nothing.
const TAPS: &str = "const [seed, count, done] = arguments; let state = seed; \
    const random = (below) => { state = (state + 0x6d2b79f5) | 0; let mixed = Math.imul(state ^ (state >>> 15), 1 | state); \
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed; return ((mixed ^ (mixed >>> 14)) >>> 0) % below }; \
    window.print = () => {}; \
    if (!window.wrong) { window.wrong = []; addEventListener('error', (event) => window.wrong.push(`${event.message}`)) } \
    const wrong = window.wrong; \
    const words = ['', 'a', 'shelter', 'boss took my passport', '\\u202e', 'K0K 7Q7', '0', 'ض']; \
    const here = ':is(button, summary, input, select, a[hreflang], a[data-go], [data-do])'; \
    const taps = async () => { for (let times = 0; times < count; times += 1) { \
        const all = [...document.querySelectorAll(`#page ${here}`)].filter(one => one.getClientRects().length > 0); \
        const one = all[random(all.length)]; \
        if (!one) { wrong.push('nothing to tap'); break } \
        if (one.localName === 'select') { one.selectedIndex = random(one.length); one.dispatchEvent(new Event('change', { bubbles: true })) } \
        else if (one.localName === 'input' && one.type !== 'checkbox' && one.type !== 'radio') { one.value = words[random(words.length)]; one.dispatchEvent(new Event('input', { bubbles: true })) } \
        else one.click(); \
        if (random(20) === 0) await new Promise(then => setTimeout(then)); \
        if (document.querySelectorAll('main h1').length > 1) wrong.push('two screens at once'); \
        if (wrong.length) break } \
    return wrong }; taps().then(done, (error) => done([`${error}`]))";

impl Page {
    /// Taps so many times; the same seed, the same taps.
    pub async fn taps(&self, seed: u32, count: u32) {
        for round in 0..count.div_ceil(ROUND) {
            let given = vec![json!(seed.wrapping_mul(7919).wrapping_add(round)), json!(ROUND.min(count))];
            let wrong = self.client.execute_async(TAPS, given).await.unwrap();
            assert_eq!(wrong, json!([]), "{}: seed {seed}, round {round}", self.engine.name());
        }
    }
}

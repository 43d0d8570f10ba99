//! The time on a wall somewhere else. Browsers carry the time zones; 50 KB of them need not travel.

use js_sys::{Array, Function, Object, Reflect};
use sidedoor_core::hours::WallTime;
use wasm_bindgen::{JsCast, JsValue};

use super::property;

/// The days as `Intl` says them in English.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The time now in an IANA time zone; `None` where the browser does not know the zone.
pub fn wall_time(timezone: &str) -> Option<WallTime> {
    let options = Object::new();
    for (name, value) in
        [("timeZone", timezone), ("weekday", "short"), ("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")]
    {
        Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    let class = property(&property(&js_sys::global(), "Intl")?, "DateTimeFormat")?.dyn_into::<Function>().ok()?;
    let format = Reflect::construct(&class, &Array::of2(&JsValue::from_str("en-US"), &options)).ok()?;
    let format = property(&format, "format")?.dyn_into::<Function>().ok()?;
    parse(&format.call0(&JsValue::NULL).ok()?.as_string()?)
}

/// Today's date in ISO 8601, as it is in Greenwich: a day more or less is no matter where it is asked for.
pub fn today() -> String {
    let mut now = String::from(js_sys::Date::new_0().to_iso_string());
    now.truncate("2026-11-24".len());
    now
}

/// `Mon, 14:05`, `Mon 14:05`
fn parse(said: &str) -> Option<WallTime> {
    let day = DAYS.iter().position(|day| said.starts_with(day))?;
    let (before, after) = said.split_once(':')?;
    let hour: u16 = before.get(before.len().checked_sub(2)?..)?.trim().parse().ok()?;
    let minute: u16 = after.get(..2)?.parse().ok()?;
    Some(WallTime { day: u8::try_from(day).ok()?, minute: hour % 24 * 60 + minute })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_browser_tells_the_time_of_a_zone_and_refuses_nonsense() {
        let here = wall_time("Etc/UTC").unwrap();
        assert!(here.day < 7 && here.minute < 24 * 60);
        let tokyo = wall_time("Asia/Tokyo").unwrap();
        let minutes = |time: WallTime| u32::from(time.day) * 24 * 60 + u32::from(time.minute);
        let ahead = (minutes(tokyo) + 7 * 24 * 60 - minutes(here)) % (7 * 24 * 60);
        assert!((9 * 60..=9 * 60 + 1).contains(&ahead), "{ahead}");
        assert_eq!(wall_time("No/Where"), None);
    }

    #[wasm_bindgen_test]
    fn midnight_is_the_start_of_its_day() {
        assert_eq!(parse("Tue, 24:00"), Some(WallTime { day: 1, minute: 0 }));
        assert_eq!(parse("Tue 09:30"), Some(WallTime { day: 1, minute: 570 }));
        assert_eq!(parse(""), None);
    }
}

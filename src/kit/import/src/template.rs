//! A plain spreadsheet with the columns of `resources/template/services.csv`, made into the rows of HSDS that it stands for.

use crate::report::Report;
use crate::row::{Row, Table, Tables};
use crate::text::folded;

/// The columns of the template.
pub const COLUMNS: [&str; 27] = [
    "name",
    "organization",
    "description",
    "website",
    "country",
    "state",
    "city",
    "phone",
    "phone_extension",
    "text_number",
    "whatsapp",
    "email",
    "chat",
    "languages",
    "needs",
    "for_whom",
    "open_days",
    "opens_at",
    "closes_at",
    "time_zone",
    "always_open",
    "cost",
    "answered_by",
    "tells_police",
    "source_page",
    "checked_on",
    "shelter_address_is_secret",
];

/// How the rows of the template that show how it is filled begin their description.
pub const EXAMPLE: &str = "example row";

/// Whether a cell says yes.
pub fn is_yes(cell: &str) -> bool {
    matches!(folded(cell).as_str(), "yes" | "y" | "true" | "1" | "x" | "si" | "oui" | "ja")
}

fn is_no(cell: &str) -> bool {
    matches!(folded(cell).as_str(), "" | "no" | "n" | "false" | "0" | "non" | "nein")
}

/// Whether somewhere is always open: yes, or "24/7", "24 hours".
fn is_always(cell: &str) -> bool {
    is_yes(cell) || ["24 7", "24 hours", "24h", "24 h", "always"].contains(&folded(cell).as_str())
}

/// Adds what one row of a spreadsheet says.
pub fn read(row: &Row, file: &str, report: &mut Report, tables: &mut Tables) {
    let origin = row.origin;
    if let Some(rows) = &mut tables.sheets {
        rows.push(row.clone());
        return;
    }
    if folded(row.get("description")).starts_with(EXAMPLE) {
        report.refused(
            origin,
            "description",
            row.get("description"),
            "an example row of the template, invented; delete it",
        );
        return;
    }
    let organization = Some(row.get("organization")).filter(|name| !name.is_empty()).unwrap_or(row.get("name"));
    let organization_id = format!("#o:{}", folded(organization));
    let service_id = format!("#s:{file}:{}", origin.at);
    let mut add = |table: Table, cells: &[(&'static str, &str)]| {
        let mut row = Row::new(origin, cells.len(), 0);
        cells.iter().filter(|(_, cell)| !cell.is_empty()).for_each(|(column, cell)| row.push(column, cell));
        tables.push(table, row);
    };
    let own = [("id", organization_id.as_str()), ("name", organization), ("host_page", row.get("website"))];
    add(Table::Organizations, &own);
    let mut service =
        vec![("id", service_id.as_str()), ("organization_id", &organization_id), ("url", row.get("website"))];
    for column in [
        "name",
        "description",
        "email",
        "cost",
        "answered_by",
        "tells_police",
        "needs",
        "for_whom",
        "languages",
        "source_page",
        "city",
    ] {
        service.push((column, row.get(column)));
    }
    // Whatever is not a plain no may be meant as a yes, and nobody must be found by it.
    service.push(("shelter_address_is_secret", if is_no(row.get("shelter_address_is_secret")) { "" } else { "yes" }));
    if !is_always(row.get("always_open")) && !is_no(row.get("always_open")) {
        report.dropped(origin, "always_open", row.get("always_open"), "is neither yes nor no");
    }
    service.push(("assured_date", row.get("checked_on")));
    add(Table::Services, &service);
    add(Table::ServiceAtLocations, &[("service_id", &service_id), ("location_id", &service_id)]);
    add(Table::Locations, &[("id", &service_id), ("organization_id", &organization_id)]);
    let place = [("city", row.get("city")), ("state_province", row.get("state")), ("country", row.get("country"))];
    add(Table::Addresses, &[[("location_id", service_id.as_str())].as_slice(), &place].concat());
    for (column, kind) in [("phone", "voice"), ("text_number", "sms"), ("whatsapp", "whatsapp"), ("chat", "chat")] {
        let mut extensions = row.get("phone_extension").split(';').map(str::trim).filter(|_| column == "phone");
        for number in row.get(column).split(';').map(str::trim).filter(|number| !number.is_empty()) {
            let extension = extensions.next().unwrap_or("");
            let cells =
                [("service_id", service_id.as_str()), ("number", number), ("type", kind), ("extension", extension)];
            add(Table::Phones, &cells);
        }
    }
    if is_always(row.get("always_open")) {
        add(Table::Schedules, &[("service_id", &service_id), ("weekday", "daily"), ("opens_at", "24 hours")]);
    } else {
        for [days, opens, closes] in hours(row) {
            let cells = [
                ("service_id", service_id.as_str()),
                ("weekday", days),
                ("timezone", row.get("time_zone")),
                ("opens_at", opens),
                ("closes_at", closes),
            ];
            add(Table::Schedules, &cells);
        }
    }
}

/// Days, opening and closing times: `Mon; Wed` with one time is one row of hours, `Mon-Fri; Sat` with two times is two.
fn hours(row: &Row) -> Vec<[&str; 3]> {
    let cells = ["open_days", "opens_at", "closes_at"].map(|column| row.get(column));
    let [_, opens, closes] = cells;
    if cells.iter().all(|cell| cell.is_empty()) {
        return Vec::new();
    }
    if !opens.contains(';') && !closes.contains(';') {
        return vec![cells];
    }
    let parts = cells.map(|cell| cell.split(';').map(str::trim).collect::<Vec<_>>());
    let most = parts.iter().map(Vec::len).max().unwrap_or(0);
    (0..most).map(|at| parts.each_ref().map(|parts| parts.get(at).copied().unwrap_or(""))).collect()
}

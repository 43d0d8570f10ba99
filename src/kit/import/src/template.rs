//! A plain spreadsheet with the columns of `resources/template/services.csv`, made into the rows of HSDS that it stands for.

use std::rc::Rc;

use crate::report::Report;
use crate::row::{Row, Table, Tables};
use crate::text::folded;

/// The columns of the template.
pub const COLUMNS: &[&str] = &[
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

/// Adds what one row of a spreadsheet says.
pub fn read(row: &Row, file: &str, report: &mut Report, tables: &mut Tables, _today: &str) {
    let origin = row.origin;
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
    let mut add = |table: Table, cells: &[(&str, &str)]| {
        let filled = cells.iter().filter(|(_, cell)| !cell.is_empty());
        let cells = filled.map(|(column, cell)| (Rc::from(*column), Box::from(*cell))).collect();
        tables.push(table, Row { origin, cells });
    };
    let own = [("id", organization_id.as_str()), ("name", organization), ("website", row.get("website"))];
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
        "shelter_address_is_secret",
    ] {
        service.push((column, row.get(column)));
    }
    service.push(("assured_date", row.get("checked_on")));
    add(Table::Services, &service);
    add(Table::ServiceAtLocations, &[("service_id", &service_id), ("location_id", &service_id)]);
    add(Table::Locations, &[("id", &service_id), ("organization_id", &organization_id)]);
    let place = [("city", row.get("city")), ("state_province", row.get("state")), ("country", row.get("country"))];
    add(Table::Addresses, &[[("location_id", service_id.as_str())].as_slice(), &place].concat());
    for (column, kind) in [("phone", "voice"), ("text_number", "sms"), ("whatsapp", "whatsapp"), ("chat", "chat")] {
        let extension = if column == "phone" { row.get("phone_extension") } else { "" };
        if !row.get(column).is_empty() {
            let cells = [
                ("service_id", service_id.as_str()),
                ("number", row.get(column)),
                ("type", kind),
                ("extension", extension),
            ];
            add(Table::Phones, &cells);
        }
    }
    if is_yes(row.get("always_open")) {
        add(Table::Schedules, &[("service_id", &service_id), ("weekday", "daily"), ("opens_at", "24 hours")]);
    } else if !row.get("opens_at").is_empty() || !row.get("open_days").is_empty() {
        let times = [("opens_at", row.get("opens_at")), ("closes_at", row.get("closes_at"))];
        let days = [
            ("service_id", service_id.as_str()),
            ("weekday", row.get("open_days")),
            ("timezone", row.get("time_zone")),
        ];
        add(Table::Schedules, &[days.as_slice(), &times].concat());
    }
}

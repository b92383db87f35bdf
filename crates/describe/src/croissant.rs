//! A data set described for programs: Croissant 1.0 (MLCommons), which is JSON-LD on schema.org.

use serde_json::{Map, Value, json};
use tables::{Column, Kind, Table};

use crate::DataFile;

/// The description of a data set: its files, and what each column of each table is.
#[must_use]
pub fn croissant(name: &str, description: &str, version: &str, files: &[DataFile]) -> Value {
    let distribution: Vec<Value> = files.iter().map(file_object).collect();
    let records: Vec<Value> = files.iter().map(record_set).collect();
    json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "description": description,
        "version": version,
        "inLanguage": ["zh-Hant", "zh-Hans"],
        "distribution": distribution,
        "recordSet": records,
    })
}

/// The context that the specification asks for, Appendix 1.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "fileProperty": "cr:fileProperty",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform"
    })
}

fn file_object(file: &DataFile) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": file.table.about(),
        "contentUrl": file.name,
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    })
}

fn record_set(file: &DataFile) -> Value {
    let table = file.table;
    let id = |column: &str| format!("{}/{column}", table.name());
    let fields: Vec<Value> = table.columns().into_iter().map(|column| field(file, &id(column.name), column)).collect();
    let key: Vec<Value> = table.key().iter().map(|column| json!({"@id": id(column)})).collect();
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name(),
        "name": table.name(),
        "description": table.about(),
        "key": key,
        "field": fields,
    })
}

fn field(file: &DataFile, id: &str, column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("@type".to_owned(), json!("cr:Field"));
    field.insert("@id".to_owned(), json!(id));
    field.insert("name".to_owned(), json!(column.name));
    field.insert("description".to_owned(), json!(column.about));
    let nested = file.has_lists && matches!(column.kind, Kind::Texts | Kind::Groups(_));
    if nested {
        field.insert("repeated".to_owned(), json!(true));
    }
    let source = |column: &str| json!({"fileObject": {"@id": file.name}, "extract": {"column": column}});
    match column.kind {
        Kind::Groups(columns) if nested => {
            let parts: Vec<Value> = columns
                .iter()
                .map(|part| {
                    json!({
                        "@type": "cr:Field",
                        "@id": format!("{id}/{}", part.name),
                        "name": part.name,
                        "description": part.about,
                        "dataType": data_type(part.kind),
                        "source": {
                            "fileObject": {"@id": file.name},
                            "extract": {"column": column.name},
                            "transform": {"jsonPath": part.name},
                        },
                    })
                })
                .collect();
            field.insert("subField".to_owned(), json!(parts));
        }
        // A list in a cell of text is JSON.
        kind => {
            field.insert("dataType".to_owned(), json!(data_type(kind)));
        }
    }
    field.insert("source".to_owned(), source(column.name));
    if column.name == "plan_id" && file.table != Table::Plans {
        field.insert("references".to_owned(), json!({"field": {"@id": "plans/plan_id"}}));
    }
    Value::Object(field)
}

fn data_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Texts | Kind::Groups(_) => "sc:Text",
        Kind::Integer => "sc:Integer",
        Kind::Real => "sc:Float",
        Kind::Date => "sc:Date",
    }
}

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Context;
use filrouge::avro::AvroType;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

const TIMEOUT: Duration = Duration::from_secs(5);

/// A schema registry with Confluent's API. An id that it gave once is not asked for again.
pub struct SchemaRegistry {
    client: reqwest::Client,
    url: String,
    ids: HashMap<String, i32>,
}

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

#[derive(Deserialize)]
struct Registered {
    id: i32,
}

impl SchemaRegistry {
    pub fn new(url: &str) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().timeout(TIMEOUT).build().context("cannot make an HTTP client")?;
        let url = url.trim_end_matches('/').to_owned();
        Ok(SchemaRegistry { client, url, ids: HashMap::new() })
    }

    /// The schema of an id, which never changes: what is made of it may be kept.
    pub async fn schema(&self, id: i32) -> anyhow::Result<AvroType> {
        let address = format!("{}/schemas/ids/{id}", self.url);
        let Schema { schema } = answer(self.client.get(&address)).await.with_context(|| format!("schema id {id}"))?;
        AvroType::parse(&schema).with_context(|| format!("schema id {id}"))
    }

    /// The id of a schema, which is registered where it is not.
    pub async fn id_of(&mut self, subject: &str, schema: &str) -> anyhow::Result<i32> {
        if let Some(&known) = self.ids.get(subject) {
            return Ok(known);
        }
        let request = self.client.post(format!("{}/subjects/{subject}/versions", self.url));
        let request = request.json(&json!({ "schema": schema }));
        let Registered { id } = answer(request).await.with_context(|| format!("subject {subject}"))?;
        self.ids.insert(subject.to_owned(), id);
        Ok(id)
    }
}

async fn answer<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> anyhow::Result<T> {
    Ok(request.send().await?.error_for_status()?.json().await?)
}

use anyhow::Context;
use rdkafka::consumer::StreamConsumer;
use rdkafka::message::BorrowedMessage;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::clients::{self, Assignment, AssignmentContext};
use crate::json_line;

/// A consumer of one topic that prints once that it is ready: when its group has given it its partitions.
pub struct ReadyConsumer {
    consumer: StreamConsumer<AssignmentContext>,
    assignment: watch::Receiver<Assignment>,
    /// What is yet to be printed.
    ready: Option<Value>,
}

impl ReadyConsumer {
    pub async fn start(brokers: &str, service: &str, group: &str, topic: &str) -> anyhow::Result<Self> {
        let (consumer, assignment) = clients::consumer(brokers, service, group, topic).await?;
        let ready = json!({ "ready": true, "pid": std::process::id(), "service": service, "topics": [topic] });
        Ok(ReadyConsumer { consumer, assignment, ready: Some(ready) })
    }

    /// The next record; a call that is given up loses none.
    ///
    /// # Errors
    ///
    /// Those of [`clients::next`], and nobody reads what is printed.
    pub async fn next(&mut self) -> anyhow::Result<BorrowedMessage<'_>> {
        if self.ready.is_some() {
            tokio::select! {
                biased;
                assigned = self.assignment.wait_for(Option::is_some) => drop(assigned.context("the consumer is gone")?),
                // a record that came is of an assignment too
                message = clients::next(&self.consumer) => {
                    let message = message?;
                    announce(&mut self.ready)?;
                    return Ok(message);
                }
            }
            announce(&mut self.ready)?;
        }
        clients::next(&self.consumer).await
    }
}

fn announce(ready: &mut Option<Value>) -> anyhow::Result<()> {
    ready.take().map_or(Ok(()), |ready| json_line::print(&ready))
}

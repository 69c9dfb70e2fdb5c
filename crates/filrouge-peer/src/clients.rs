use std::time::Duration;

use anyhow::{Context, bail};
use rdkafka::ClientConfig;
use rdkafka::client::ClientContext;
use rdkafka::consumer::{BaseConsumer, Consumer, ConsumerContext, Rebalance, StreamConsumer};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::BorrowedMessage;
use rdkafka::producer::FutureProducer;
use rdkafka::topic_partition_list::TopicPartitionList;
use tokio::sync::watch;
use tracing::warn;

const METADATA_TIMEOUT: Duration = Duration::from_secs(5);

fn config(brokers: &str, client_id: &str) -> ClientConfig {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers).set("client.id", client_id);
    config
}

/// A producer that sends at once and gives up on a record after 10 s, so that a missing topic is told in good time.
pub fn producer(brokers: &str, client_id: &str) -> anyhow::Result<FutureProducer> {
    config(brokers, client_id)
        .set("linger.ms", "0")
        .set("message.timeout.ms", "10000")
        .set("topic.metadata.propagation.max.ms", "5000")
        .create()
        .context("cannot make a producer")
}

/// Assigned partitions, `topic` and number; `None` before the first assignment.
pub type Assignment = Option<Vec<(String, i32)>>;

/// Tells when the group has given this consumer its partitions.
pub struct AssignmentContext {
    assigned: watch::Sender<Assignment>,
}

impl ClientContext for AssignmentContext {}

impl ConsumerContext for AssignmentContext {
    fn post_rebalance(&self, _: &BaseConsumer<Self>, rebalance: &Rebalance<'_>) {
        if let Rebalance::Assign(partitions) = rebalance {
            self.assigned.send_replace(Some(names(partitions)));
        }
    }
}

fn names(partitions: &TopicPartitionList) -> Vec<(String, i32)> {
    partitions.elements().iter().map(|element| (element.topic().to_owned(), element.partition())).collect()
}

/// A consumer that starts at the earliest record where its group has no offset: nothing that is sent while it joins is lost.
pub async fn consumer(
    brokers: &str,
    client_id: &str,
    group: &str,
    topic: &str,
) -> anyhow::Result<(StreamConsumer<AssignmentContext>, watch::Receiver<Assignment>)> {
    require_topic(brokers, client_id, topic).await?;
    let (assigned, assignment) = watch::channel(None);
    let consumer: StreamConsumer<_> = config(brokers, client_id)
        .set("group.id", group)
        .set("auto.offset.reset", "earliest")
        .set("session.timeout.ms", "6000")
        .set("heartbeat.interval.ms", "1000")
        .set("fetch.wait.max.ms", "20")
        .set("fetch.error.backoff.ms", "10")
        .create_with_context(AssignmentContext { assigned })
        .context("cannot make a consumer")?;
    consumer.subscribe(&[topic]).with_context(|| format!("cannot subscribe to {topic}"))?;
    Ok((consumer, assignment))
}

/// The next record. What librdkafka recovers from by itself, such as a broker that restarts, is told and waited out.
///
/// # Errors
///
/// The client cannot go on.
pub async fn next<C: ConsumerContext + 'static>(consumer: &StreamConsumer<C>) -> anyhow::Result<BorrowedMessage<'_>> {
    loop {
        match consumer.recv().await {
            Ok(message) => return Ok(message),
            Err(error @ KafkaError::MessageConsumptionFatal(_)) => {
                return Err(error).context("the consumer cannot go on");
            }
            Err(error) => warn!("{error}"),
        }
    }
}

/// # Errors
///
/// No broker answers, or the topic is missing.
pub async fn require_topic(brokers: &str, client_id: &str, topic: &str) -> anyhow::Result<()> {
    let client: BaseConsumer = config(brokers, client_id).create().context("cannot make a client")?;
    let name = topic.to_owned();
    // The call blocks its thread, and the program is to end at once even then.
    let metadata = tokio::task::spawn_blocking(move || client.fetch_metadata(Some(&name), METADATA_TIMEOUT))
        .await?
        .with_context(|| format!("no broker answers at {brokers}: start one, or give its address by --brokers"))?;
    let error = metadata.topics().iter().find(|found| found.name() == topic).and_then(|found| found.error());
    match error.map(RDKafkaErrorCode::from) {
        None | Some(RDKafkaErrorCode::LeaderNotAvailable) => Ok(()),
        Some(RDKafkaErrorCode::UnknownTopicOrPartition | RDKafkaErrorCode::UnknownTopic) => {
            bail!("missing topic at {brokers}: {topic}; create it first")
        }
        Some(error) => bail!("topic {topic} cannot be used: {error}"),
    }
}

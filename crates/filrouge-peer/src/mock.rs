//! librdkafka's mock cluster as a process of its own.

// The delay of the first rebalance has no safe setter.
#![allow(unsafe_code)]

use anyhow::{Context, anyhow};
use rdkafka::ClientConfig;
use rdkafka::bindings;
use rdkafka::producer::{BaseProducer, Producer};
use serde_json::json;

use crate::arguments::MockArguments;
use crate::json_line;
use crate::shutdown::Shutdown;

/// LeaveGroup, by the numbers of Kafka's protocol.
const LEAVE_GROUP: i16 = 13;

pub async fn run(arguments: &MockArguments) -> anyhow::Result<()> {
    let mut shutdown = Shutdown::on_signal_or_stdin()?;
    let owner: BaseProducer = ClientConfig::new()
        .set("test.mock.num.brokers", arguments.brokers.to_string())
        .create()
        .context("cannot start the mock cluster")?;
    let cluster = owner.client().mock_cluster().ok_or_else(|| anyhow!("librdkafka gave no mock cluster"))?;
    configure(&owner)?;
    for (topic, partitions) in &arguments.topics {
        cluster
            .create_topic(topic, *partitions, i32::from(arguments.brokers.min(3)))
            .with_context(|| format!("cannot create topic {topic}"))?;
    }
    json_line::print(&json!({
        "ready": true,
        "bootstrap": cluster.bootstrap_servers(),
        "brokers": arguments.brokers,
        "librdkafka": librdkafka_version(),
        "pid": std::process::id(),
    }))?;
    shutdown.requested().await;
    Ok(())
}

/// `2.12.1`, without what a build adds to it (`-devel-O0-dirty`, `-PRE3-5-g...`).
fn librdkafka_version() -> String {
    let (_, version) = rdkafka::util::get_rdkafka_version();
    version.split('-').next().unwrap_or_default().to_owned()
}

fn configure(owner: &BaseProducer) -> anyhow::Result<()> {
    // SAFETY: the producer was made with a mock cluster that lives as long as the producer; both calls lock the cluster.
    let code = unsafe {
        let cluster = bindings::rd_kafka_handle_mock_cluster(owner.client().native_ptr());
        // A group waits 3 s for further members by default.
        bindings::rd_kafka_mock_group_initial_rebalance_delay_ms(cluster, 0);
        // The mock answers version 3 and newer in a form that kafkajs cannot decode.
        bindings::rd_kafka_mock_set_apiversion(cluster, LEAVE_GROUP, 0, 2)
    };
    if code != bindings::rd_kafka_resp_err_t::RD_KAFKA_RESP_ERR_NO_ERROR {
        return Err(anyhow!("cannot limit the version of LeaveGroup: {code:?}"));
    }
    Ok(())
}

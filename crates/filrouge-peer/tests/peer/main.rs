//! The built binary against librdkafka's mock cluster, each in a process of its own. No JVM.

mod end_of_life;
mod otlp_receiver;
mod process;
mod send_receive;
mod serve;
mod subject;

import { writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Environment } from '../processes/environment'

/** What every Java process of a cluster is run with. */
export interface JavaCommand {
  readonly java: string
  readonly jars: readonly string[]
  /** The cluster's run folder. */
  readonly folder: string
  readonly environment: Environment
}

/** Without a configuration file log4j2 prints errors only, and a broker that does not start says nothing. */
const LOG4J2 = `rootLogger.level=INFO
rootLogger.appenderRef.console.ref=console
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=[%d] %p %m (%c)%n
`

/** The same for the log4j of Kafka before 4. */
const LOG4J1 = `log4j.rootLogger=INFO, console
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=[%d] %p %m (%c)%n
`

/** For the message of a JVM that failed: options of the user's own are the first thing to look at. */
export function javaOptionsNote({ FILROUGE_KAFKA_JAVA_OPTS }: Environment): string {
  return FILROUGE_KAFKA_JAVA_OPTS ? ` with FILROUGE_KAFKA_JAVA_OPTS=${FILROUGE_KAFKA_JAVA_OPTS}` : ''
}

/** Arguments of `java` for a Kafka main class: flags for a quick start and a small heap; `FILROUGE_KAFKA_JAVA_OPTS` adds to them. */
export function javaArguments(command: JavaCommand, mainClass: string, args: readonly string[]): string[] {
  const logging = join(command.folder, 'log4j2.properties')
  writeFileSync(logging, LOG4J2)
  const logging1 = join(command.folder, 'log4j.properties')
  writeFileSync(logging1, LOG4J1)
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    '-Xms64m',
    '-Xmx256m',
    '-Djava.awt.headless=true',
    `-Dlog4j2.configurationFile=${logging}`,
    `-Dlog4j.configuration=file:${logging1}`,
    ...(command.environment.FILROUGE_KAFKA_JAVA_OPTS ?? '').split(/\s+/).filter((option) => option !== ''),
    '-cp',
    command.jars.join(delimiter),
    mainClass,
    ...args,
  ]
}

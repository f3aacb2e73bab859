// How every database server of the scripts runs. Given on the command line at each start, so that no file of the cluster can drift from this list.
import { sides } from './connections.mjs';

export const settings = {
  // Reached from this machine only, by password
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: 200, // tests start many services at once

  // An acknowledged tap survives a crash; a log of commits by the microsecond is kept no longer than that needs
  fsync: 'on',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  track_commit_timestamp: 'off',

  // The server's log and its process list tell no tap's time or content: neither statements and their errors, nor the rhythm of work
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: -1,
  log_min_duration_sample: -1,
  log_transaction_sample_rate: 0,
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_connections: 'off',
  log_disconnections: 'off',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: -1,
  log_lock_waits: 'off',
  log_temp_files: -1,
  update_process_title: 'off',

  // Where the server has TimescaleDB: it reports to nobody, and runs nothing by itself
  'timescaledb.telemetry_level': 'off',
  'timescaledb.max_background_workers': 0,

  log_timezone: 'UTC',
  timezone: 'UTC',
};

const roles = sides.map(side => `moralepulse_${side.toLowerCase()}`).join(',');

/**
 * pg_hba.conf: the service's roles may go into its database and nowhere else, since only there is closed what the server counts of all of them.
 * Nobody may replicate: "all" does not mean that.
 */
export const access = (database = 'all') => `# Written at each start
host ${database} ${roles} 127.0.0.1/32 scram-sha-256
host all ${roles} 127.0.0.1/32 reject
host all all 127.0.0.1/32 scram-sha-256
`;

/** Libraries that the server is started with, as a developer's own server programs may need: MORALEPULSE_POSTGRES_PRELOAD=timescaledb. */
export const preloaded = () => (process.env.MORALEPULSE_POSTGRES_PRELOAD ? { shared_preload_libraries: process.env.MORALEPULSE_POSTGRES_PRELOAD } : {});

export const asArguments = values => Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

import { ADDRESS, type Layout } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'

/** The cluster's database. It need not survive the machine, so it does not wait for the disk. */
export function startEtcd(layout: Layout): Daemon {
  const argv = [
    'etcd',
    '--name=platform',
    `--data-dir=${layout.state('etcd')}`,
    `--listen-client-urls=${ADDRESS.etcd}`,
    `--advertise-client-urls=${ADDRESS.etcd}`,
    `--listen-peer-urls=${ADDRESS.etcdPeer}`,
    `--initial-advertise-peer-urls=${ADDRESS.etcdPeer}`,
    `--initial-cluster=platform=${ADDRESS.etcdPeer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]
  return new Daemon({ name: 'etcd', argv, logs: layout.logs })
}

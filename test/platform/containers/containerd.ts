import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BRIDGE } from '../cluster/network.ts'
import { ADDRESS, type Layout } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'

/** The image whose only work is to hold a pod's network. */
export const PAUSE_IMAGE = `${ADDRESS.registry}/platform/pause:1`

/** The programs of Debian's containernetworking-plugins. */
const CNI_PROGRAMS = '/usr/lib/cni'

/** The kubelet's container runtime, with folders and sockets of its own. */
export function startContainerd(layout: Layout): { readonly daemon: Daemon; readonly socket: string } {
  const socket = path.join(layout.state('containerd-run'), 'containerd.sock')
  const network = layout.state('cni')
  writeFileSync(path.join(network, '10-platform.conflist'), JSON.stringify(networkConfiguration(layout)))
  const file = path.join(layout.configuration, 'containerd.toml')
  writeFileSync(file, configuration(layout, socket, network, registryHosts(layout)))
  const daemon = new Daemon({ name: 'containerd', argv: ['containerd', '--config', file], logs: layout.logs })
  return { daemon, socket }
}

function configuration(layout: Layout, socket: string, network: string, hosts: string): string {
  const root = layout.state('containerd')
  return `version = 2
root = "${root}"
state = "${path.dirname(socket)}"
disabled_plugins = [
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
]
[grpc]
  address = "${socket}"
[plugins."io.containerd.internal.v1.opt"]
  path = "${path.join(root, 'opt')}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  netns_mounts_under_state_dir = true
  # Without CAP_SYS_RESOURCE no process may lower oom_score_adj, and runc dies: "can't get final child's PID from pipe: EOF".
  restrict_oom_score_adj = true
  stream_server_address = "127.0.0.1"
  stream_server_port = "0"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${CNI_PROGRAMS}"
    conf_dir = "${network}"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${hosts}"
`
}

function networkConfiguration(layout: Layout): unknown {
  const ipam = {
    type: 'host-local',
    dataDir: layout.state('ipam'),
    ranges: [[{ subnet: ADDRESS.pods, gateway: ADDRESS.node }]],
    routes: [{ dst: '0.0.0.0/0' }],
  }
  return {
    cniVersion: '0.4.0',
    name: 'platform',
    plugins: [
      { type: 'bridge', bridge: BRIDGE, isGateway: true, ipMasq: false, hairpinMode: true, ipam },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  }
}

/** Both registries speak plain HTTP. */
function registryHosts(layout: Layout): string {
  const hosts = path.join(layout.configuration, 'hosts')
  for (const address of [ADDRESS.registry, ADDRESS.securedRegistry]) {
    mkdirSync(path.join(hosts, address), { recursive: true })
    const host = `server = "http://${address}"\n[host."http://${address}"]\n  capabilities = ["pull", "resolve"]\n`
    writeFileSync(path.join(hosts, address, 'hosts.toml'), host)
  }
  return hosts
}

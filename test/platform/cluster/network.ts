import { writeFileSync } from 'node:fs'
import { ADDRESS } from '../layout.ts'
import { program } from '../process/program.ts'

/** The bridge that pods are plugged into. */
export const BRIDGE = 'pods0'

/** Makes the pods' bridge, whose address is the node's, and lets their packets pass. For a network of one's own only. */
export async function makeNetwork(): Promise<void> {
  const bits = ADDRESS.pods.split('/')[1]
  await program(['ip', 'link', 'add', BRIDGE, 'type', 'bridge'])
  await program(['ip', 'address', 'add', `${ADDRESS.node}/${bits}`, 'dev', BRIDGE])
  await program(['ip', 'link', 'set', BRIDGE, 'up'])
  await program(['ip', 'route', 'add', ADDRESS.services, 'dev', BRIDGE])
  writeFileSync('/proc/sys/net/ipv4/ip_forward', '1')
  try {
    // Only where the kernel can: packets between two pods on the bridge then pass kube-proxy's rules as well.
    writeFileSync('/proc/sys/net/bridge/bridge-nf-call-iptables', '1')
  } catch {}
  // The engine sets the policy of FORWARD to DROP.
  for (const end of ['-s', '-d']) await program(['iptables', '-w', '-I', 'FORWARD', end, ADDRESS.pods, '-j', 'ACCEPT'])
}

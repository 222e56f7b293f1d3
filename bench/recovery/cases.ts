import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RolloutTolerance } from '../../src/policy/rollout.ts'
import type { TestNamespace } from '../../test/e2e/kubernetes-namespace.ts'
import { webThat } from '../../test/e2e/kubernetes-release.ts'
import { NODE_NAME } from '../../test/platform/layout.ts'
import type { PlatformInfo } from '../../test/platform/platform-info.ts'
import { program } from '../../test/platform/process/program.ts'
import { until } from '../../test/platform/process/until.ts'

/** Something that goes wrong and is put right. */
export interface Case {
  readonly name: string
  /** How it has to end under each tolerance. */
  readonly ends: Readonly<Record<RolloutTolerance, 'complete' | 'failed'>>
  /** The Deployment `web`, in a namespace. */
  readonly set: (platform: PlatformInfo, namespace: string) => string
  /** What happens while it is followed. */
  readonly meanwhile?: (it: TestNamespace, platform: PlatformInfo) => Promise<void>
}

const BOTH = { strict: 'complete', tolerant: 'complete' } as const
const TOLERANT = { strict: 'failed', tolerant: 'complete' } as const
/** Where a registry is that is not there yet. */
const LATE_REGISTRY = 5055
const SLEEPS = "command: [/busybox, sleep, '3600']"
const plain = (platform: PlatformInfo) => webThat(platform, 'sleep 3600')

interface SeenPod {
  readonly status: {
    readonly phase?: string
    readonly containerStatuses?: readonly { readonly state: { readonly waiting?: { readonly reason?: string } } }[]
  }
}

const waitingFor = (it: TestNamespace, reason: RegExp) =>
  until({ what: `a pod that waits: ${reason}` }, async () =>
    (await it.pods<SeenPod>()).some(({ status }) =>
      status.containerStatuses?.some(({ state }) => reason.test(state.waiting?.reason ?? '')),
    ),
  )
const running = (it: TestNamespace) =>
  until({ what: 'a pod that runs' }, async () =>
    (await it.pods<SeenPod>()).some(({ status }) => status.phase === 'Running'),
  )

export const CASES: readonly Case[] = [
  {
    name: 'the image appears 5 s late',
    ends: TOLERANT,
    set: (platform, namespace) =>
      webThat(platform, 'sleep 3600', { image: `${platform.registry}/late/${namespace}:1` }),
    meanwhile: async (it, platform) => {
      await waitingFor(it, /Image/)
      await sleep(5_000)
      const [from, to] = [`${platform.registry}/platform/busybox:1`, `${platform.registry}/late/${it.name}:1`]
      await program(['crane', 'copy', '--insecure', from, to])
    },
  },
  {
    name: 'a container crashes once',
    ends: BOTH,
    set: platform => {
      const line = 'test -e /shared/1 && exec sleep 3600; touch /shared/1; exit 1'
      const mounts = `command: [/busybox, sh, -c, ${JSON.stringify(line)}]\n          volumeMounts: [{ name: v, mountPath: /shared }]`
      return webThat(platform, '', { pod: 'volumes: [{ name: v, emptyDir: {} }]', container: mounts })
    },
  },
  {
    name: 'the registry is back after 20 s',
    ends: BOTH,
    set: platform =>
      webThat(platform, '', {
        image: `127.0.0.1:${LATE_REGISTRY}/platform/busybox:1`,
        // The node has it from the time before.
        container: `${SLEEPS}\n          imagePullPolicy: Always`,
      }),
    meanwhile: async (it, platform) => {
      await waitingFor(it, /Image/)
      await sleep(20_000)
      const [host = '', port] = platform.registry.split(':')
      const server = createServer(socket => {
        const behind = connect(Number(port), host)
        for (const one of [socket, behind]) one.on('error', () => undefined)
        socket.pipe(behind).pipe(socket)
      })
      await new Promise<void>(resolve => server.listen(LATE_REGISTRY, '127.0.0.1', resolve))
      await running(it)
      server.close()
    },
  },
  {
    name: 'a Secret is made 5 s late by hand',
    ends: TOLERANT,
    set: platform =>
      webThat(platform, '', { container: `${SLEEPS}\n          envFrom: [{ secretRef: { name: late } }]` }),
    meanwhile: async it => {
      await waitingFor(it, /ConfigError/)
      await sleep(5_000)
      await it.kubectl(['create', 'secret', 'generic', 'late', '--from-literal=a=b'])
    },
  },
  {
    name: 'somebody scales it from 1 to 3',
    ends: BOTH,
    set: plain,
    meanwhile: async it => {
      await running(it)
      await it.kubectl(['scale', 'deployment/web', '--replicas=3'])
    },
  },
  {
    name: 'a reloader adds a variable',
    ends: BOTH,
    set: plain,
    meanwhile: async it => {
      await running(it)
      await it.kubectl(['set', 'env', 'deployment/web', 'STAKATER_WEB_CONFIGMAP=1', '--field-manager=Reloader'])
    },
  },
  {
    name: '`kubectl rollout restart`',
    ends: BOTH,
    set: plain,
    meanwhile: async it => {
      await running(it)
      await it.kubectl(['rollout', 'restart', 'deployment/web'])
    },
  },
  {
    name: 'the node is drained, and takes pods again 5 s later',
    ends: BOTH,
    set: platform => webThat(platform, 'sleep 3600', { spec: '' }).replace('replicas: 1', 'replicas: 3'),
    meanwhile: async it => {
      await running(it)
      await it.kubectl(['drain', NODE_NAME, '--force', '--pod-selector=app=web', '--delete-emptydir-data'])
      await sleep(5_000)
      await it.kubectl(['uncordon', NODE_NAME])
    },
  },
]

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Finding } from '../../src/errors.ts'
import type { AppliedObject } from '../../src/kubernetes/apply/apply.ts'

import { preflight } from '../../src/kubernetes/apply/preflight.ts'
import { type Cluster, connectCluster } from '../../src/kubernetes/connection/cluster.ts'
import { readKubeconfig } from '../../src/kubernetes/connection/kubeconfig.ts'
import { labelled } from '../../src/kubernetes/manifests/labels.ts'
import { parseManifests } from '../../src/kubernetes/manifests/parse.ts'
import { withSecretData } from '../../src/kubernetes/manifests/secret-data.ts'
import { OrderedRollout } from '../../src/kubernetes/rollout/ordered-rollout.ts'
import { type FollowResult, watchRollouts } from '../../src/kubernetes/rollout/watch-rollouts.ts'
import type { RolloutTolerance } from '../../src/policy/rollout.ts'
import { systemClock } from '../../src/time/system-clock.ts'
import type { PlatformInfo } from '../platform/platform-info.ts'
import { RecordingLogger } from '../unit/recording-logger.ts'

/** What became of one release, with the moments that matter. */
export interface Outcome {
  /** In the order of the set. */
  readonly applied: readonly AppliedObject[]
  /** What the preflight warned of. */
  readonly warnings: readonly Finding[]
  readonly result: FollowResult
  /** When the last object was applied; milliseconds since the epoch. */
  readonly appliedAt: number
  /** When the result was there, the failing container's log included; milliseconds since the epoch. */
  readonly endedAt: number
}

/** A connection to the real cluster, as the deploy action makes it, into a namespace of the test. */
export class Release {
  readonly cluster: Cluster
  readonly log: RecordingLogger
  readonly #folder: string

  private constructor(cluster: Cluster, log: RecordingLogger, folder: string) {
    this.cluster = cluster
    this.log = log
    this.#folder = folder
  }

  /** `kubeconfig` is a path or content. */
  static async open(
    namespace: string,
    options: { readonly kubeconfig: string; readonly kubectl?: string },
  ): Promise<Release> {
    const folder = await mkdtemp(join(tmpdir(), 'release-'))
    const log = new RecordingLogger()
    try {
      const cluster = await connectCluster({
        kubectl: options.kubectl ?? 'kubectl',
        kubeconfig: await readKubeconfig(options.kubeconfig, { folder }),
        namespace,
        folder,
        env: { PATH: process.env.PATH ?? '', HOME: folder },
        log,
        clock: systemClock,
        redact: text => text,
      })
      return new Release(cluster, log, folder)
    } catch (thrown) {
      await rm(folder, { recursive: true })
      throw thrown
    }
  }

  async close(): Promise<void> {
    await this.cluster.close()
    await rm(this.#folder, { recursive: true })
  }

  /** Applies the texts as one release and follows it. `meanwhile` runs beside the following. */
  async deploy(
    texts: readonly string[],
    options: {
      timeoutMs?: number
      stableForMs?: number
      service?: string
      restartOnConfig?: boolean
      tolerance?: RolloutTolerance
      meanwhile?: () => Promise<void>
    } = {},
  ): Promise<Outcome> {
    const key = { service: options.service ?? 'web', environment: 'production' }
    const files = texts.map((text, index) => ({ file: `f${index}.yaml`, text }))
    const plan = await preflight(this.cluster, labelled(withSecretData(parseManifests(files)), key), {
      key,
      restartOnConfig: options.restartOnConfig ?? true,
    })
    const rollouts = await watchRollouts(this.cluster, plan, key)
    try {
      const applied: AppliedObject[] = []
      const { timeoutMs = 60_000, stableForMs = 1_000, tolerance = 'strict' } = options
      const rollout = new OrderedRollout(this.cluster, plan, rollouts, {
        apply: { onApplied: object => applied.push(object) },
        follow: () => ({ timeoutMs, stableForMs, tolerance }),
      })
      const broken = await rollout.apply()
      const appliedAt = Date.now()
      const follow = async () => {
        const result = broken ?? (await rollout.follow())
        return { result, endedAt: Date.now() }
      }
      const [followed] = await Promise.all([follow(), options.meanwhile?.()])
      const inOrder = plan.objects.flatMap(({ manifest }) => applied.find(one => one.manifest === manifest) ?? [])
      const warnings = [...plan.warnings, ...plan.left.map(({ finding }) => finding)]
      return { applied: inOrder, warnings, appliedAt, ...followed }
    } finally {
      rollouts.close()
    }
  }
}

/** A Deployment `web` of one busybox container that runs a shell line. */
export function webThat(
  platform: PlatformInfo,
  line: string,
  change: { image?: string; container?: string; spec?: string; pod?: string } = {},
): string {
  const image = change.image ?? `${platform.registry}/platform/busybox:1`
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  ${change.spec ?? ''}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 1
      ${change.pod ?? ''}
      containers:
        - name: app
          image: ${image}
          ${change.container || `command: [/busybox, sh, -c, ${JSON.stringify(line)}]`}
`
}

type Fields = Readonly<Record<string, unknown>>

/** A kubeconfig for the platform's cluster, its cluster or user changed. */
export async function kubeconfigWith(
  platform: PlatformInfo,
  change: { cluster?: Fields; user?: Fields },
): Promise<string> {
  const config = parse(await readFile(platform.kubeconfig, 'utf8')) as {
    clusters: readonly [{ cluster: Fields }]
    users: readonly [{ user: Fields }]
  }
  return JSON.stringify({
    clusters: [{ name: 'c', cluster: { ...config.clusters[0].cluster, ...change.cluster } }],
    users: [{ name: 'u', user: change.user ?? config.users[0].user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  })
}

import { program } from '../platform/process/program.ts'
import type { TestPlatform } from '../platform/vitest/use-platform.ts'
import { Release } from './kubernetes-release.ts'

/** What runs pods. */
const WORKLOADS = ['deployments', 'replicasets', 'statefulsets', 'daemonsets'].map(plural => `/apis/apps/v1:${plural}`)
const LISTS = [...WORKLOADS, '/apis/batch/v1:jobs', '/api/v1:pods']

/** A namespace of a test's own, and a connection into it: nothing in it meets the tests that run at the same time. */
export class TestNamespace {
  readonly name: string
  readonly release: Release
  readonly platform: TestPlatform

  private constructor(name: string, release: Release, platform: TestPlatform) {
    this.name = name
    this.release = release
    this.platform = platform
  }

  /** Runs `work` in a new namespace, and ends its pods afterwards. */
  static async use(
    platform: TestPlatform,
    prefix: string,
    work: (here: TestNamespace) => Promise<void>,
  ): Promise<void> {
    const name = await platform.createNamespace(prefix)
    const here = new TestNamespace(name, await Release.open(name, platform), platform)
    try {
      await work(here)
    } finally {
      await here.release.close()
      // What would make new ones first.
      for (const list of LISTS) await platform.client.send('DELETE', here.path(list, '?propagationPolicy=Background'))
    }
  }

  /** The path of one of its lists, `/api/v1:pods`. */
  path(list: string, query = ''): string {
    const [group, plural] = list.split(':')
    return `${group}/namespaces/${this.name}/${plural}${query}`
  }

  /** Its pods, without the start of a kubectl: for what is looked at again and again. */
  readonly pods = async <T>(): Promise<readonly T[]> =>
    (await this.platform.client.get<{ readonly items: readonly T[] }>(this.path('/api/v1:pods')))?.items ?? []

  readonly kubectl = async (args: readonly string[], input = ''): Promise<string> => {
    const command = ['kubectl', '--kubeconfig', this.platform.kubeconfig, '--namespace', this.name, ...args]
    return (await program(command, input)).trim()
  }

  readonly jsonpath = (object: string, path: string): Promise<string> =>
    this.kubectl(['get', object, `--output=jsonpath={${path}}`])

  readonly create = (text: string): Promise<string> => this.kubectl(['create', '-f', '-'], text)
}

import { program } from '../platform/process/program.ts'
import type { TestPlatform } from '../platform/vitest/use-platform.ts'
import { Release } from './kubernetes-release.ts'

/** A namespace of a test's own, and a connection into it: nothing in it meets the tests that run at the same time. */
export class TestNamespace {
  readonly name: string
  readonly release: Release
  readonly #kubeconfig: string

  private constructor(name: string, release: Release, kubeconfig: string) {
    this.name = name
    this.release = release
    this.#kubeconfig = kubeconfig
  }

  /** Runs `work` in a new namespace, and ends its pods afterwards. */
  static async use(
    platform: TestPlatform,
    prefix: string,
    work: (here: TestNamespace) => Promise<void>,
  ): Promise<void> {
    const name = await platform.createNamespace(prefix)
    const here = new TestNamespace(name, await Release.open(name, platform), platform.kubeconfig)
    try {
      await work(here)
    } finally {
      await here.release.close()
      await here.kubectl(['delete', 'deploy,sts,ds,rs,job,pod', '--all', '--wait=false'])
    }
  }

  readonly kubectl = async (args: readonly string[], input = ''): Promise<string> => {
    const command = ['kubectl', '--kubeconfig', this.#kubeconfig, '--namespace', this.name, ...args]
    return (await program(command, input)).trim()
  }

  readonly jsonpath = (object: string, path: string): Promise<string> =>
    this.kubectl(['get', object, `--output=jsonpath={${path}}`])

  readonly create = (text: string): Promise<string> => this.kubectl(['create', '-f', '-'], text)
}

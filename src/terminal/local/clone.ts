import { UserError } from '../../errors.ts'
import { type GitPlace, runGit } from '../../git/git.ts'
import { readStatus } from '../../git/status.ts'
import { POLICY_FILE } from '../../policy/policy-file.ts'
import { oneLine } from '../../text/one-line.ts'
import { plainEnvironment, type Surroundings } from '../place.ts'

/** A commit of the clone around. */
export interface ClonedCommit {
  readonly sha: string
  readonly title: string
  /** Whether it is the one that is checked out. */
  readonly isHead: boolean
}

const WORKFLOWS = '.github/workflows'

/** A clone of the repository: what is read of it comes out of its commits, never out of the files that are checked out. */
export class Clone {
  readonly #place: GitPlace

  private constructor(place: GitPlace) {
    this.#place = place
  }

  /** The one around. Throws a `UserError` (`work-tree-missing`) where there is none. */
  static async around({ env, cwd, exec }: Surroundings, signal: AbortSignal): Promise<Clone> {
    const plain = plainEnvironment(env)
    const { exitCode, stdout } = await exec('git', ['rev-parse', '--show-toplevel'], { env: plain, cwd, signal })
    const workspace = stdout.trim()
    if (exitCode === 0 && workspace !== '') return new Clone({ workspace, exec, env: plain, signal })
    throw new UserError('work-tree-missing', 'there is no clone here: run this in a clone of the repository')
  }

  get folder(): string {
    return this.#place.workspace
  }

  /** The commit that begins with these digits; without any the one that is checked out. Throws `commit-not-checked-out`. */
  async commit(written: string | undefined): Promise<ClonedCommit> {
    const [head, sha] = await Promise.all([this.#sha('HEAD'), this.#sha(written ?? 'HEAD')])
    if (sha === undefined) {
      const text = written === undefined ? 'the clone has no commit' : `the clone has no commit ${written}: git fetch`
      throw new UserError('commit-not-checked-out', text)
    }
    const title = await this.#output(['log', '-1', '--format=%s', sha])
    return { sha, title: oneLine(title ?? ''), isHead: sha === head }
  }

  /** The policy that a commit has. Throws `policy-missing`. */
  async policyText(sha: string): Promise<string> {
    const text = await this.#output(['show', `${sha}:${POLICY_FILE}`])
    if (text !== undefined) return text
    throw new UserError('policy-missing', `${sha.slice(0, 7)} has no ${POLICY_FILE}`)
  }

  /** The workflows that a commit has. */
  async workflows(sha: string): Promise<readonly { readonly file: string; readonly text: string }[]> {
    const names = (await this.#output(['ls-tree', '-z', '--name-only', sha, `${WORKFLOWS}/`])) ?? ''
    const files = names.split('\0').filter(name => /\.ya?ml$/.test(name))
    const texts = await Promise.all(files.map(file => this.#output(['show', `${sha}:${file}`])))
    return files.map((file, index) => ({ file, text: texts[index] ?? '' }))
  }

  /** What at these paths is not as in the commit that is checked out. */
  async uncommitted(paths: readonly string[]): Promise<readonly string[]> {
    const args = ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--untracked-files=all', '--', ...paths]
    return readStatus((await this.#output(args)) ?? '').changes.map(({ path }) => path)
  }

  async #sha(name: string): Promise<string | undefined> {
    return (await this.#output(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]))?.trim()
  }

  /** Undefined where git refuses. */
  async #output(args: readonly string[]): Promise<string | undefined> {
    const { exitCode, stdout } = await runGit(this.#place, args)
    return exitCode === 0 ? stdout : undefined
  }
}

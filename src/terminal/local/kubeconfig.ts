import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { nonEmpty, plainEnvironment, type Surroundings } from '../place.ts'

/**
 * The kubeconfig as kubectl finds it: the one that is named, else those of `KUBECONFIG`, else `~/.kube/config`. Several are made
 * one by kubectl itself. A path, or the content. Throws a `UserError` (`kubeconfig-unreadable`) where there is none.
 */
export async function findKubeconfig(
  named: string | undefined,
  { env, cwd, exec }: Surroundings,
  signal: AbortSignal,
): Promise<string> {
  if (named !== undefined) return thatIsThere(resolve(cwd, named), '--kubeconfig')
  const listed = (nonEmpty(env.KUBECONFIG) ?? '').split(delimiter).filter(path => path !== '')
  const [only, ...others] = listed
  if (only === undefined) {
    const usual = join(env.HOME ?? '', '.kube/config')
    if (existsSync(usual)) return usual
    throw new UserError('kubeconfig-unreadable', `there is no ${usual}: set KUBECONFIG, or write --kubeconfig FILE`)
  }
  if (others.length === 0) return thatIsThere(resolve(cwd, only), 'KUBECONFIG')
  const args = ['config', 'view', '--raw', '--flatten']
  const { exitCode, stdout, stderr } = await exec('kubectl', args, { env: plainEnvironment(env), cwd, signal })
  if (exitCode === 0) return stdout
  const said = stderr.trim().split('\n')[0] ?? ''
  throw new UserError('kubeconfig-unreadable', `kubectl cannot read the files of KUBECONFIG: ${said}`)
}

function thatIsThere(path: string, from: string): string {
  if (existsSync(path)) return path
  throw new UserError('kubeconfig-unreadable', `${from} names ${path}, which is not there`)
}

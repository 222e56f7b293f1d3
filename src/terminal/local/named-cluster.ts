import { tmpdir } from 'node:os'
import { UserError } from '../../errors.ts'
import { withPrivateFolder } from '../../files/private-folder.ts'
import { contextNames, readKubeconfig } from '../../kubernetes/connection/kubeconfig.ts'

/**
 * The cluster that a deployment from here goes to, in one line. The current context of a machine, and the kubeconfig itself, are
 * those of whatever was done last: throws a `UserError` (`kubeconfig-context-unknown`) where no context is named.
 */
export async function namedCluster({
  kubeconfig = '',
  context = '',
  namespace = '',
}: Readonly<Record<string, string>>): Promise<string> {
  if (context === '') {
    const names = (await contextNames(kubeconfig)).join(', ')
    const text = `say which cluster is meant with --context (the kubeconfig has: ${names})`
    throw new UserError('kubeconfig-context-unknown', text)
  }
  const found = await withPrivateFolder(tmpdir(), folder => readKubeconfig(kubeconfig, { context, folder }))
  const into = namespace === '' ? (found.namespace ?? 'default') : namespace
  return `to the cluster at ${found.server}: context ${found.context}, namespace ${into}`
}

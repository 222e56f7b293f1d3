import type { AskedRollback } from '../../../../src/delivery/release/rollback/asked-rollback.ts'
import { runRollback } from '../../../../src/delivery/release/rollback/run.ts'
import type { DeploySettings } from '../../../../src/delivery/release/settings.ts'
import type { DeployContext } from '../../../../src/deployments/context.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import type { EndedView } from '../../../../src/deployments/view.ts'
import { UserError } from '../../../../src/errors.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { withFieldChanged } from '../../../../src/kubernetes/manifests/pod-templates.ts'
import { DeployScene } from './deploy-scene.ts'
import { RENDERED, SETTINGS } from './deployed-set.ts'

export const SECRETS = '/api/v1/namespaces/shop/secrets'
export const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps'
export const OLD = 'the password of that day'

export const object = (kind: string, name: string, more: object = {}): KubeObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name } },
  ...more,
})

/** The objects of a release, of which the Secret has that day's value. */
export const setOf = (password: string, ...objects: readonly KubeObject[]) => ({
  warnings: [],
  manifests: [
    ...RENDERED.manifests.map(one => ({
      ...one,
      object: withFieldChanged(one.object, ['spec'], spec =>
        one.object.kind === 'Deployment' ? { ...(spec as object), minReadySeconds: objects.length } : spec,
      ),
    })),
    ...[object('Secret', 'login', { stringData: { password } }), ...objects].map((one, at) => ({
      ...{ object: one, file: 'more.yaml', line: at + 1 },
    })),
  ],
})

export function viewOf(result: DeployResult): EndedView {
  if (result.kind !== 'ended') throw new Error(`left alone: ${result.why}`)
  return result.view
}

/** Two good deployments: the second has another value, another ConfigMap, and a new one. */
export async function deployedTwice(): Promise<DeployScene & { readonly second: number }> {
  const scene = await DeployScene.open()
  const settings = object('ConfigMap', 'settings', { data: { a: '1' } })
  const claim = object('PersistentVolumeClaim', 'data', {
    metadata: { name: 'data', annotations: { 'commit-train.dev/follow': 'none' } },
  })
  scene.render = async () => setOf(OLD, settings, claim)
  await scene.deploy(await scene.requested())
  scene.render = async () =>
    setOf('another password', { ...settings, data: { a: '2' } }, claim, object('ConfigMap', 'newer'))
  const second = await scene.requested()
  await scene.deploy(second)
  return Object.assign(scene, { second: second.id })
}

export const policyWith = (rules: string): string =>
  `services: [hello]\nenvironments:\n  staging: { ${rules} }\n  production: {}\n`

export async function rollBack(
  scene: DeployScene,
  release: AskedRollback['release'],
  {
    withoutGitHub = false,
    rerunOf,
    policy = policyWith(''),
    ...settings
  }: Partial<DeploySettings> & {
    readonly withoutGitHub?: boolean
    readonly rerunOf?: DeployContext
    readonly policy?: string
  } = {},
): Promise<EndedView> {
  const context = rerunOf === undefined ? await scene.run(await scene.commit({ policy })) : { ...rerunOf, attempt: 2 }
  const asked = { release, withoutGitHub, actor: 'grace' }
  return viewOf(
    await runRollback(asked, { ...SETTINGS, environment: 'staging', ...settings }, context, scene.deployEffects),
  )
}

export const records = ({ cluster }: DeployScene): readonly KubeObject[] =>
  [...cluster.objects.byPath].filter(([path]) => path.startsWith(`${SECRETS}/commit-train-`)).map(([, one]) => one)
export const labelsOf = (scene: DeployScene, name: string): readonly (string | undefined)[] =>
  records(scene).map(({ metadata }) => metadata.labels?.[`commit-train.dev/${name}`])
export const liveAt = ({ cluster }: DeployScene, path: string): Readonly<Record<string, unknown>> | undefined =>
  cluster.objects.byPath.get(path) as Readonly<Record<string, unknown>> | undefined

/** How often a deployment was asked for. */
export const made = ({ github }: DeployScene): number =>
  github.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/deployments')).length

export const PREVIOUS = { by: 'previous' } as const
export const silent = (): never => {
  throw new UserError('github-unreachable', 'GitHub cannot be reached')
}

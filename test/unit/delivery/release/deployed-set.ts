import type { DeploySettings } from '../../../../src/delivery/release/settings.ts'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'

export const SECRET = 'correct horse battery staple'

export const DIGEST = `sha256:${'0f'.repeat(32)}`
export const IMAGE = `ghcr.io/acme/hello@${DIGEST}`

export const SETTINGS: DeploySettings = {
  ...{
    token: 't',
    deploymentId: undefined,
    continues: undefined,
    environment: undefined,
    kubeconfig: 'k',
    context: undefined,
  },
  ...{ namespace: undefined, image: 'ghcr.io/acme/hello', registry: undefined, slack: undefined },
  ...{ templates: 'deploy/templates', values: ['deploy/{environment}.yaml'], secretEnv: { TOKEN: SECRET } },
  ...{ timeoutMs: 600_000, stableForMs: 0, dryRun: false, service: undefined },
  gomplate: { version: '5.1.0', checksum: undefined, baseUrl: '' },
}

const CONTAINERS = [{ name: 'app', image: IMAGE }]

/** What the templates of the scene render. */
export const RENDERED: ObjectSet = {
  warnings: [{ reason: 'image-not-by-digest', text: `this looks odd: ${SECRET}`, where: 'web.yaml:4' }],
  manifests: [
    { object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } }, file: 'web.yaml', line: 1 },
    {
      object: {
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
        spec: {
          ...{ replicas: 2, selector: { matchLabels: { app: 'web' } } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: CONTAINERS } },
        },
      },
      ...{ file: 'web.yaml', line: 4 },
    },
  ],
}

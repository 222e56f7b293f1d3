/** What a Deployment of the `workload` program is made from. */
export interface WorkloadOptions {
  readonly name: string
  readonly namespace: string
  readonly image: string
  /** The text it answers with. */
  readonly answer: string
  /** Name of a Secret with the registry's credentials. */
  readonly pullSecret?: string
}

/** A Deployment of one `workload` pod that is ready once it answers. */
export function workloadDeployment(options: WorkloadOptions): object {
  const { name, namespace, image, answer, pullSecret } = options
  const labels = { app: name }
  const container = {
    name: 'workload',
    image,
    env: [{ name: 'ANSWER', value: answer }],
    readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 },
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [container],
          ...(pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] }),
        },
      },
    },
  }
}

/** A Service in front of it, at port 80 of an address in the cluster. */
export function workloadService(name: string, namespace: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
  }
}

/** A Secret with the credentials of one registry, as pods name it for their pulls. */
export function pullSecret(
  name: string,
  namespace: string,
  registry: { readonly address: string; readonly username: string; readonly password: string },
): object {
  const { address, username, password } = registry
  const auths = { [address]: { username, password } }
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
  }
}

/** By default the pod knows the commit that is deployed: each commit has pods of its own. */
const COMMIT = '{ name: COMMIT, value: "{{ .deploy.commit }}" }'

/** What of a Deployment a test sets. */
interface TemplateOptions {
  readonly name?: string
  /** The label by which its pods are selected. */
  readonly app?: string
  /** Each in YAML's short form. */
  readonly env?: readonly string[]
  /** Put behind it: more containers. */
  readonly more?: string
}

/** The template of a Deployment with one pod that does what a shell line says; its image is a static busybox. */
export function deploymentTemplate(line: string, options: TemplateOptions = {}): string {
  const { name = 'hello', app = 'hello', env = [COMMIT], more = '' } = options
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: {{ .deploy.image }}
          command: ["/busybox", "sh", "-c", ${JSON.stringify(line)}]
          env:
${env.map(one => `            - ${one}\n`).join('')}${more}`
}

/** A service small enough to be read at a glance: what a test's repository holds before the test changes a file of it. */
export const SERVICE_FILES: Readonly<Record<string, string>> = {
  '.github/commit-train.yml': 'services: [hello]\nenvironments:\n  staging:\n  production:\n',
  'README.md': '# hello\n',
  'deploy/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: hello
data:
  commit: {{ .deploy.commit }}
  greeting: {{ .deploy.values.greeting }}
`,
  'deploy/templates/secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: hello
stringData:
  token: {{ .Env.GREETING_TOKEN }}
`,
  'deploy/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello
spec:
  replicas: 2
  selector: { matchLabels: { app: hello } }
  template:
    metadata: { labels: { app: hello } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: {{ .deploy.image }}
          env:
            - { name: COMMIT, value: "{{ .deploy.commit }}" }
`,
  'deploy/values/staging.yaml': 'greeting: Hello from staging\n',
  'deploy/values/production.yaml': 'greeting: Good day\n',
}

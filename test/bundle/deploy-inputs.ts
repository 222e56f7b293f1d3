/** No server listens there: what is refused here is refused before the cluster is needed. */
const kubeconfig = `apiVersion: v1
kind: Config
current-context: nowhere
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: nobody, user: {token: not-a-real-token}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
`
/** What a step that deploys is given. */
export const inputs = { kubeconfig, image: '127.0.0.1:1/acme/hello', 'secret-env': 'GREETING_TOKEN' }
/** The step's `env:`. */
export const env = { GREETING_TOKEN: 'correct horse battery staple' }

/** The groups of the API server itself; Gateway API and others end in `.k8s.io` as well, but are custom resources. */
const BUILT_IN: ReadonlySet<string> = new Set(
  [
    ...['admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates'],
    ...['coordination', 'discovery', 'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node'],
    ...['rbac.authorization', 'resource', 'scheduling', 'storage', 'storagemigration'],
  ].map(name => `${name}.k8s.io`),
)

/** Whether kinds of the group are part of Kubernetes. */
export function isBuiltIn(group: string): boolean {
  return !group.includes('.') || BUILT_IN.has(group)
}

import type { ReasonTable } from './reason.ts'

/** Templates, values, and the objects they render to. */
export const MANIFESTS = {
  'templates-missing': {
    outcome: 'refused',
    meaning: 'The templates folder does not exist in the commit, cannot be read, or holds no manifest.',
    advice: 'Correct the input `templates`. Manifests end in `.yaml`, `.yml` or `.json`, with or without `.tmpl`.',
  },
  'values-invalid': {
    outcome: 'refused',
    meaning: 'A values file is not YAML, is not a mapping, or has a number that YAML readers do not agree on.',
    advice: 'Correct the file and line that are listed.',
  },
  'values-unreadable': {
    outcome: 'refused',
    meaning: 'A values file does not exist in the commit.',
    advice: 'Correct the input `values`, or add the file for this environment.',
  },
  'datasource-remote': {
    outcome: 'refused',
    meaning: 'A template reads from another machine, so the same commit could render differently.',
    advice: 'Put the data into the values files, or name a variable in the input `secret-env`.',
  },
  'render-failed': {
    outcome: 'refused',
    meaning: 'gomplate cannot render a template.',
    advice: 'Correct the file and line that are listed. A missing key is an error: add it to the values.',
  },
  'manifest-invalid': {
    outcome: 'refused',
    meaning: 'A rendered document is not a Kubernetes object with apiVersion, kind and metadata.name.',
    advice: 'Correct the template. File and line refer to the rendered text.',
  },
  'manifests-rejected': {
    outcome: 'refused',
    meaning: 'The rendered manifests have several problems of different kinds.',
    advice: 'Correct each of the findings that are listed.',
  },
  'manifests-empty': {
    outcome: 'refused',
    meaning: 'The templates render to no object.',
    advice: 'Check the conditions in the templates and the values of this environment.',
  },
  'manifests-too-large': {
    outcome: 'refused',
    meaning: 'The rendered manifests are larger than 10 MB, or more than 1,000 objects.',
    advice:
      'Check the loops in the templates. A set that is that large on purpose can be deployed as several services.',
  },
  'object-duplicate': {
    outcome: 'refused',
    meaning: 'The same object is in the rendered manifests twice.',
    advice: 'Remove one of the two.',
  },
  'annotation-invalid': {
    outcome: 'refused',
    meaning:
      'An annotation `commit-train.dev/…` has a value that does not exist, or is on an object that it is not for.',
    advice: 'Correct the annotation. `docs/followed-kinds.md` has them all.',
  },
  'image-wrong': {
    outcome: 'refused',
    meaning: "A container uses the service's image repository, but not the image of this commit.",
    advice: 'Use `{{ .deploy.image }}` in the template.',
  },
  'image-not-pinned': {
    outcome: 'refused',
    meaning: 'A container has an image without a digest or a fixed tag, so its content can change.',
    advice: 'Use `{{ .deploy.image }}` or a digest.',
  },
  'image-not-by-digest': {
    outcome: 'warning',
    meaning: 'A container has an image by a tag, which could be moved.',
    advice: 'Prefer a digest.',
  },
  'image-not-used': {
    outcome: 'warning',
    meaning: 'No container uses the image of this commit.',
    advice: 'If that is not intended, use `{{ .deploy.image }}` in the template.',
  },
  'custom-resource-not-followed': {
    outcome: 'warning',
    meaning:
      'A custom resource is applied, but its status does not say what its operator does with it, so that is not followed.',
    advice: 'Say what to wait for by the annotation `commit-train.dev/complete-when`; see `docs/followed-kinds.md`.',
  },
} as const satisfies ReasonTable

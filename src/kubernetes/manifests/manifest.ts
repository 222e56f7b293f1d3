import type { Finding } from '../../errors.ts'
import type { KubeObject } from '../api/objects.ts'

/** One object and where it was written. */
export interface Manifest {
  readonly object: KubeObject
  readonly file: string
  /** First line of the object's document in the rendered file, from 1. */
  readonly line: number
}

/** All objects of one rendered release, in the order of files and documents. */
export interface ObjectSet {
  readonly manifests: readonly Manifest[]
  readonly warnings: readonly Finding[]
}

/** Where the manifest was written: `templates/web.yaml:12`. */
export function locationOf(manifest: { readonly file: string; readonly line: number }): string {
  return `${manifest.file}:${manifest.line}`
}

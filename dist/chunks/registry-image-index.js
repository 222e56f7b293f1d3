import { c as UserError } from "./time-system-clock.js";
import { n as fieldOf, t as asRecord } from "./text-json.js";
import { t as isInside } from "./files-workspace-path.js";
import { join, relative } from "node:path";
import { readdir, realpath } from "node:fs/promises";

// src/git/real-paths.ts
/**
* git looks at a symbolic link, never behind it: what it leads to must be asked for by its own path. What does not exist
* or leads out of the workspace is left out; the code that reads the files refuses it.
*/
async function resolvedPaths(workspace, paths) {
	const root = await realpath(workspace).catch(() => workspace);
	const found = /* @__PURE__ */ new Set();
	const look = async (path) => {
		const real = await realpath(path).catch(() => void 0);
		if (real === void 0 || real === root || !isInside(root, real)) return;
		const inside = relative(root, real);
		if (found.has(inside)) return;
		found.add(inside);
		for (const link of await linksBelow(real)) await look(link);
	};
	for (const path of paths) await look(join(root, path));
	return {
		workspace: root,
		paths: [...found]
	};
}
async function linksBelow(folder) {
	return (await readdir(folder, {
		withFileTypes: true,
		recursive: true
	}).catch(() => [])).filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
}

// src/registry/image-index.ts
/** Entries of one index: each is asked for, and the registry says how many there are. */
const MOST_ENTRIES = 200;
/** The entries of an index; `undefined` for the manifest of a single image. Throws `registry-broken`. */
function entriesOf({ repository }, manifest) {
	const { manifests } = asRecord(parsed(repository.name, manifest));
	if (manifests === void 0) return void 0;
	if (!Array.isArray(manifests) || !manifests.every(isEntry)) throw broken(repository.name, manifest, "is an index of something else than images");
	if (manifests.length <= 200) return manifests;
	throw broken(repository.name, manifest, `is an index of ${manifests.length} images, more than ${200}`);
}
/** It becomes part of an address. */
const DIGEST = /^[a-z0-9]{1,20}:[0-9a-f]{32,128}$/;
function isEntry(value) {
	const { mediaType, digest, size } = asRecord(value);
	return typeof digest === "string" && DIGEST.test(digest) && typeof mediaType === "string" && typeof size === "number";
}
function broken(name, { digest }, what) {
	return new UserError("registry-broken", `${name}@${digest} ${what}; build and push the image again`);
}
/** Whether the entry is not an image but something said about one, such as provenance. */
function isAttestation({ annotations }) {
	return annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
/** Digests of the configurations of a manifest, or of every image of an index. */
async function configsOf(registry, manifest) {
	const entries = entriesOf(registry, manifest);
	if (entries === void 0) return present(configDigest(registry, manifest));
	const images = entries.filter((entry) => !isAttestation(entry));
	return (await Promise.all(images.map(({ digest }) => registry.readManifest(digest)))).flatMap((each) => each === void 0 ? [] : present(configDigest(registry, each)));
}
/** Where each image of a manifest, or of an index, says that it comes from, by its labels. */
async function originsOf(registry, manifest) {
	const digests = await configsOf(registry, manifest);
	return Promise.all(digests.map(async (digest) => {
		const labels = fieldOf(fieldOf(await configAt(registry, digest), "config"), "Labels");
		const text = (name) => {
			const value = fieldOf(labels, `org.opencontainers.image.${name}`);
			return typeof value === "string" ? value : void 0;
		};
		return {
			source: text("source"),
			revision: text("revision")
		};
	}));
}
/** What an index says of this image: an entry for a single one, its own entries for an index. */
async function asEntries(registry, manifest) {
	const entries = entriesOf(registry, manifest);
	if (entries !== void 0) return entries;
	const { mediaType, digest, body } = manifest;
	const [configuration] = present(configDigest(registry, manifest));
	if (configuration === void 0) return [{
		mediaType,
		digest,
		size: body.length
	}];
	const { os, architecture, variant } = asRecord(await configAt(registry, configuration));
	if (typeof os !== "string" || typeof architecture !== "string") throw broken(registry.repository.name, manifest, "does not say for which machines it is");
	const platform = {
		architecture,
		os,
		...typeof variant === "string" && { variant }
	};
	return [{
		mediaType,
		digest,
		size: body.length,
		platform
	}];
}
/** An index of these entries, in their order: the same entries give the same bytes. */
function indexOf(entries) {
	return Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: INDEX_TYPE,
		manifests: entries
	}));
}
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
/** `linux/arm64/v8` */
function platformText({ os, architecture, variant }) {
	return [
		os,
		architecture,
		...variant === void 0 ? [] : [variant]
	].join("/");
}
/** Undefined for what is no image that runs, such as a chart. */
function configDigest({ repository }, manifest) {
	const digest = fieldOf(fieldOf(parsed(repository.name, manifest), "config"), "digest");
	return typeof digest === "string" && DIGEST.test(digest) ? digest : void 0;
}
function present(digest) {
	return digest === void 0 ? [] : [digest];
}
async function configAt(registry, digest) {
	return parsed(registry.repository.name, {
		digest,
		body: await registry.readBlob(digest)
	});
}
function parsed(name, content) {
	try {
		return JSON.parse(Buffer.from(content.body).toString("utf8"));
	} catch {
		throw broken(name, content, "is not JSON");
	}
}

export { isAttestation as a, resolvedPaths as c, indexOf as i, asEntries as n, originsOf as o, configsOf as r, platformText as s, INDEX_TYPE as t };
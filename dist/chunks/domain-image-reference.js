import { c as UserError } from "./time-system-clock.js";

// src/domain/image-reference.ts
/** A component of a name, as the OCI distribution specification has it. */
const NAME_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const REGISTRY_HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
/** The names of Docker Hub that people and tools write. */
const DOCKER_HUB = /^(?:index\.|registry-1\.)?docker\.io$/;
/**
* Takes a reference apart, without judging it: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both of the
* repository `docker.io/library/hello`.
*/
function parseImageReference(text) {
	const [tagged = "", digest] = text.trim().split("@");
	const [, untagged = "", tag] = /^(.*?)(?::([^/:]*))?$/s.exec(tagged) ?? [];
	return {
		repository: repositoryOf(untagged.toLowerCase()),
		tag: tag || void 0,
		digest: digest || void 0
	};
}
/**
* Reads the image repository of an input. Converted to lower case: image names have no capitals, owners on GitHub may.
* The tag is the commit's SHA and the digest is looked up, so that neither may be given. Throws `input-invalid`.
*/
function parseImageRepository(text, input = "image") {
	const name = text.trim().toLowerCase();
	const problem = repositoryProblem(name);
	if (problem !== void 0) throw new UserError("input-invalid", `Input "${input}" is ${JSON.stringify(text)}: ${problem}; write it as ghcr.io/acme/hello`);
	return repositoryOf(name);
}
function repositoryProblem(name) {
	if (name === "") return "it is empty";
	if (/^[a-z]+:\/\//.test(name)) return "it starts with a scheme";
	if (name.includes("@")) return "it holds a digest, which is looked up";
	const { registry, path } = repositoryOf(name);
	if (path.includes(":")) return "it holds a tag, which is always the commit's SHA";
	if (!REGISTRY_HOST.test(registry)) return `"${registry}" is not a registry`;
	const wrong = path.split("/").find((part) => !NAME_COMPONENT.test(part));
	if (wrong === "") return "a part of its name is empty";
	if (wrong !== void 0) return `"${wrong}" cannot be a part of an image's name`;
	return path.length > 255 ? "its name is longer than 255 characters" : void 0;
}
/** Docker's rule: the first part is a registry if it has a dot or a port, or is localhost; else it is Docker Hub's. */
function repositoryOf(name) {
	const [first = "", ...rest] = name.split("/");
	const isRegistry = rest.length > 0 && (/[.:[]/.test(first) || first === "localhost");
	const path = isRegistry ? rest.join("/") : name;
	if (isRegistry && !DOCKER_HUB.test(first)) return {
		registry: first,
		path,
		name: `${first}/${path}`
	};
	const full = path.includes("/") ? path : `library/${path}`;
	return {
		registry: "docker.io",
		path: full,
		name: `docker.io/${full}`
	};
}

export { parseImageRepository as n, parseImageReference as t };
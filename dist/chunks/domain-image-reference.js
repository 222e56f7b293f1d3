import { n as UserError } from "./runner-runner.js";

// src/domain/image-reference.ts
/** A component of a name, as the OCI distribution specification has it. */
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const host = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
/**
* Reads the image repository of an input. Lower-cased, since registries know no capitals but owners on GitHub have them.
* The tag is the commit's SHA and the digest is looked up, so that neither may be given. Throws `bad-input`.
*/
function parseImageRepository(text, input = "image") {
	const name = text.trim().toLowerCase();
	const problem = problemOf(name);
	if (problem !== void 0) throw new UserError("bad-input", `Input "${input}" is ${JSON.stringify(text)}: ${problem}; write it as ghcr.io/acme/hello`);
	const { registry, path } = split(name);
	return {
		registry,
		path,
		name: `${registry}/${path}`
	};
}
function problemOf(name) {
	if (name === "") return "it is empty";
	if (/^[a-z]+:\/\//.test(name)) return "it starts with a scheme";
	if (name.includes("@")) return "it holds a digest, which is looked up";
	const { registry, path } = split(name);
	if (path.includes(":")) return "it holds a tag, which is always the commit's SHA";
	if (!host.test(registry)) return `"${registry}" is no registry`;
	const wrong = path.split("/").find((part) => !component.test(part));
	if (wrong === "") return "a part of its name is empty";
	if (wrong !== void 0) return `"${wrong}" cannot be a part of an image's name`;
	return path.length > 255 ? "its name is longer than 255 characters" : void 0;
}
/** Docker's rule: the first part is a registry if it has a dot or a port, or is localhost; else it is Docker Hub's. */
function split(name) {
	const [first = "", ...rest] = name.split("/");
	if (rest.length > 0 && (/[.:[]/.test(first) || first === "localhost")) {
		const path = rest.join("/");
		if (first !== "docker.io" && first !== "index.docker.io") return {
			registry: first,
			path
		};
		return {
			registry: "docker.io",
			path: rest.length === 1 ? `library/${path}` : path
		};
	}
	return {
		registry: "docker.io",
		path: rest.length === 0 ? `library/${name}` : name
	};
}

export { parseImageRepository as t };
import { t as connectWithKubectl } from "./delivery-release-connect-cluster.js";
import { c as UserError } from "./time-system-clock.js";
import { t as withPrivateFolder } from "./files-private-folder.js";
import { t as asRecord } from "./text-json.js";
import { a as mappingAt, o as mappingsIn } from "./kubernetes-api-objects.js";
import { r as KubernetesError, t as connectionProblem } from "./kubernetes-connection-problem.js";
import { t as Masks } from "./secrets-masks.js";
import { i as plainEnvironment } from "./terminal-main.js";
import { t as findKubeconfig } from "./terminal-local-kubeconfig.js";
import { tmpdir } from "node:os";

// src/kubernetes/access/deploy-needs.ts
const WATCHED = [
	"get",
	"list",
	"watch"
];
const CHANGED = [
	...WATCHED,
	"create",
	"patch",
	"delete"
];
/** What the deploying account needs for a usual set: the Role of `docs/permissions.md`. */
const DEPLOY_NEEDS = [
	{
		...core("configmaps", CHANGED),
		what: "ConfigMaps of the templates"
	},
	{
		...core("secrets", CHANGED),
		what: "Secrets of the templates, and the records of releases"
	},
	{
		...core("services", CHANGED),
		what: "Services of the templates"
	},
	{
		...core("pods", WATCHED),
		what: "rollouts are followed by their pods",
		isNeeded: true
	},
	{
		...core("events", WATCHED),
		what: "without them the diagnosis is weaker"
	},
	{
		...core("pods/log", ["get"]),
		what: "the last lines of a container that cannot start"
	},
	{
		...apps("deployments", CHANGED),
		what: "Deployments of the templates"
	},
	{
		...apps("replicasets", WATCHED),
		what: "rollouts of Deployments are followed by them"
	},
	{
		group: "coordination.k8s.io",
		resource: "leases",
		verbs: [
			"get",
			"create",
			"update"
		],
		isNeeded: false,
		what: "one deployment at a time, from whichever door"
	}
];
function core(resource, verbs) {
	return {
		group: "",
		resource,
		verbs,
		isNeeded: false
	};
}
function apps(resource, verbs) {
	return {
		group: "apps",
		resource,
		verbs,
		isNeeded: false
	};
}

// src/kubernetes/access/own-access.ts
const REVIEWS = "/apis/authorization.k8s.io/v1";
/**
* Asks the API server what these credentials may do. Nothing is changed: a review is an answer, and is kept nowhere. Throws a
* `KubernetesError` where it does not answer.
*/
async function readOwnAccess(client, namespace, needs) {
	const [rules, missing] = await Promise.all([client.create(`${REVIEWS}/selfsubjectrulesreviews`, {
		apiVersion: "authorization.k8s.io/v1",
		kind: "SelfSubjectRulesReview",
		spec: { namespace }
	}), Promise.all(needs.map((need) => withDenied(client, namespace, need)))]);
	const status = mappingAt(rules.body, "status") ?? {};
	return {
		kinds: kindsIn(mappingsIn(status.resourceRules)),
		isListWhole: status.incomplete !== true,
		missing: missing.filter(({ verbs }) => verbs.length > 0)
	};
}
async function withDenied(client, namespace, need) {
	const [resource = "", subresource = ""] = need.resource.split("/");
	const allowed = await Promise.all(need.verbs.map(async (verb) => {
		const resourceAttributes = {
			namespace,
			group: need.group,
			resource,
			subresource,
			verb
		};
		const { body } = await client.create(`${REVIEWS}/selfsubjectaccessreviews`, {
			apiVersion: "authorization.k8s.io/v1",
			kind: "SelfSubjectAccessReview",
			spec: { resourceAttributes }
		});
		return mappingAt(body, "status")?.allowed === true;
	}));
	return {
		...need,
		verbs: need.verbs.filter((_, index) => allowed[index] !== true)
	};
}
/** Resources with a rule for both, of all names. */
function kindsIn(rules) {
	const verbs = /* @__PURE__ */ new Map();
	for (const rule of rules) {
		if (namesIn(rule.resourceNames).length > 0) continue;
		for (const group of namesIn(rule.apiGroups)) for (const resource of namesIn(rule.resources).filter((one) => !one.includes("/"))) {
			const name = group === "" ? resource : `${resource}.${group}`;
			const known = verbs.get(name) ?? /* @__PURE__ */ new Set();
			for (const verb of namesIn(rule.verbs)) known.add(verb);
			verbs.set(name, known);
		}
	}
	const may = (known, verb) => known.has(verb) || known.has("*");
	return [...verbs].flatMap(([name, known]) => may(known, "create") && may(known, "patch") ? [name] : []).toSorted();
}
function namesIn(value) {
	return Object.values(asRecord(value)).filter((one) => typeof one === "string");
}

// src/terminal/local/look-at-cluster.ts
/** What the credentials of a kubeconfig may do in its cluster. Nothing is changed there. Throws a `UserError`. */
async function lookAtCluster(asked, around) {
	const { env, exec, clock, signal, log } = around;
	const kubeconfig = await findKubeconfig(asked.kubeconfig, around, signal);
	return withPrivateFolder(tmpdir(), async (folder) => {
		const masks = new Masks({ emit: () => void 0 });
		const connection = {
			settings: {
				...asked,
				kubeconfig
			},
			exec,
			masks,
			clock,
			env: plainEnvironment(env),
			folder,
			signal
		};
		const cluster = await connectWithKubectl({
			...connection,
			log: {
				...log,
				info: () => void 0
			}
		});
		try {
			const { server, namespace, serverVersion } = cluster;
			return {
				server,
				namespace,
				version: serverVersion.text,
				...await accessTo(cluster)
			};
		} finally {
			await cluster.close();
		}
	});
}
async function accessTo({ client, namespace, server }) {
	try {
		return await readOwnAccess(client, namespace, DEPLOY_NEEDS);
	} catch (thrown) {
		const problem = connectionProblem(thrown, server);
		if (problem !== void 0) throw problem;
		if (!(thrown instanceof KubernetesError)) throw thrown;
		const text = `${server} did not say what these credentials may do (${thrown.message}): ask who keeps the cluster`;
		throw new UserError("cluster-forbidden", text, { cause: thrown });
	}
}

export { lookAtCluster };
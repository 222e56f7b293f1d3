import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}

// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const summary = _summary;

// node_modules/@actions/core/lib/core.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Gets whether Actions Step Debug is on or not
*/
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}

// src/reasons/build.ts
/** Lint, test, and the image of a commit. */
const BUILD = {
	"lint-failed": {
		outcome: "failed",
		meaning: "A command of the input `lint` failed.",
		advice: "Read its last lines in the summary, and correct the commit."
	},
	"test-failed": {
		outcome: "failed",
		meaning: "A command of the input `test` failed.",
		advice: "Read its last lines in the summary, and correct the commit."
	},
	"build-failed": {
		outcome: "failed",
		meaning: "The image could not be built.",
		advice: "Read the last lines of the build in the summary, and correct the Dockerfile or the commit."
	},
	"test-image-failed": {
		outcome: "failed",
		meaning: "A command of the input `test-image` failed in the built image. The image was not pushed.",
		advice: "Read its last lines in the summary, and correct the commit."
	},
	"build-context-missing": {
		outcome: "failed",
		meaning: "The folder of the input `context` does not exist.",
		advice: "Set the input `context` to a folder of the repository."
	},
	"dockerfile-missing": {
		outcome: "failed",
		meaning: "The Dockerfile does not exist.",
		advice: "Add it, or set the input `dockerfile`."
	},
	"push-failed": {
		outcome: "error",
		meaning: "The image could not be pushed.",
		advice: "Read the message of docker in the error text, then run the job again."
	},
	"tag-moved": {
		outcome: "error",
		meaning: "After the push the tag has another content than the one that was written.",
		advice: "Run the job again. Make tags immutable in the registry, and let only one run build a commit."
	},
	"copy-differs": {
		outcome: "error",
		meaning: "Another repository of the input `image` has other content under the tag of the commit.",
		advice: "Delete that tag, or let buildx copy the image, then run the job again."
	},
	"builder-limit": {
		outcome: "error",
		meaning: "The Docker builder does not support what the inputs ask for.",
		advice: "Add `docker/setup-buildx-action` in a step before this one, or leave the input out."
	},
	"docker-engine-unreachable": {
		outcome: "error",
		meaning: "No Docker engine answers.",
		advice: "Start the engine, and check `DOCKER_HOST`."
	},
	"docker-engine-died": {
		outcome: "error",
		meaning: "The connection to the Docker engine was lost during the build.",
		advice: "Read the log of the engine, then run the job again."
	},
	"disk-full": {
		outcome: "error",
		meaning: "The disk of the runner is full.",
		advice: "Free space on the runner."
	},
	"join-part-missing": {
		outcome: "error",
		meaning: "An image that the input `join` names is not in the registry.",
		advice: "Check that its job passed, with the same `image` and the right `tag-suffix`."
	},
	"join-platform-duplicate": {
		outcome: "error",
		meaning: "Two of the images that are joined are for the same platform.",
		advice: "Let each job build for a platform of its own."
	}
};

// src/reasons/container-causes.ts
/** Why a container does not run or is not ready. */
const CONTAINER_CAUSES = {
	"image-name-invalid": {
		fatality: "fatal",
		meaning: "The image reference of a container cannot be parsed.",
		advice: "correct the image reference; repository names are lower case"
	},
	"image-not-found": {
		fatality: "fatal",
		outside: true,
		meaning: "The registry has no image with this repository, tag or digest.",
		advice: "check repository, tag and digest"
	},
	"image-not-on-node": {
		fatality: "fatal",
		outside: true,
		meaning: "The imagePullPolicy is Never, and the node does not have the image.",
		advice: "use the imagePullPolicy IfNotPresent"
	},
	"image-unauthorized": {
		fatality: "fatal",
		outside: true,
		meaning: "The registry refused to let the node pull the image.",
		advice: "check imagePullSecrets and their permissions"
	},
	"image-platform": {
		fatality: "fatal",
		meaning: "The image is not built for the node's platform.",
		advice: "build it for the node's platform"
	},
	"image-rate-limited": {
		fatality: "waiting",
		meaning: "The registry limits the number of pulls.",
		advice: "log in to the registry, or use a mirror"
	},
	"image-registry-unreachable": {
		fatality: "waiting",
		meaning: "The node cannot reach the registry of the image.",
		advice: "check the registry's name, the network and the registry itself"
	},
	"image-registry-certificate": {
		fatality: "waiting",
		meaning: "The node does not trust the certificate of the registry.",
		advice: "install the registry's certificate authority on the node"
	},
	"image-pull-failed": {
		fatality: "waiting",
		meaning: "The image could not be pulled for a reason that is not recognised.",
		advice: "read the cluster's message"
	},
	"image-pulling": {
		fatality: "waiting",
		meaning: "The node is pulling the image; large images and slow registries take their time.",
		advice: "make the image smaller, use a registry near the cluster, or give the rollout more time"
	},
	"container-command-invalid": {
		fatality: "fatal",
		meaning: "The command of a container does not exist in the image or cannot be executed.",
		advice: "check command and args of the container, and that the image has that file, executable, for this platform"
	},
	"container-start-failed": {
		fatality: "waiting",
		meaning: "The node could not start a container for a reason that is not recognised.",
		advice: "read the cluster's message"
	},
	crash: {
		fatality: "waiting",
		meaning: "A container ended although it should run. The second crash ends the rollout (`tolerant`: the fifth).",
		advice: "read its last log lines"
	},
	"out-of-memory": {
		fatality: "waiting",
		meaning: "A container was killed because it exceeded its memory limit. It counts as a crash.",
		advice: "raise resources.limits.memory, or use less memory"
	},
	"injected-container-failed": {
		fatality: "waiting",
		meaning: "A container crashes that is not in the template: an admission webhook adds it to the pods.",
		advice: "ask the owner of the webhook, or turn the injection off"
	},
	"liveness-failed": {
		fatality: "waiting",
		meaning: "The kubelet restarted a container because its liveness probe failed. It counts as a crash.",
		advice: "check path, port and delay of the probe, or use a startup probe for a slow start"
	},
	"startup-failed": {
		fatality: "waiting",
		meaning: "The kubelet restarted a container because its startup probe did not pass in time. It counts as a crash.",
		advice: "check path and port of the probe, or raise its failureThreshold"
	},
	"post-start-failed": {
		fatality: "waiting",
		meaning: "The postStart hook of a container failed, so the kubelet stopped it. It counts as a crash.",
		advice: "correct the command or request of lifecycle.postStart"
	},
	"init-running": {
		fatality: "waiting",
		meaning: "An init container has not ended, so the other containers are not started.",
		advice: "read its log; what must keep running needs restartPolicy: Always"
	},
	"readiness-gate": {
		fatality: "waiting",
		meaning: "All containers are ready, but a readiness gate of the pod is not met.",
		advice: "check that the controller that sets the condition runs and knows this pod"
	},
	"not-ready": {
		fatality: "waiting",
		meaning: "A container runs but is not ready: its readiness or startup probe has not passed.",
		advice: "check the probe (path, port, delay) and what the program waits for"
	},
	"config-missing": {
		fatality: "fatal",
		outside: true,
		meaning: "A pod refers to a ConfigMap, a Secret or a key that does not exist.",
		advice: "add it to the templates, or correct the name"
	},
	"config-failed": {
		fatality: "waiting",
		meaning: "A container could not be configured for a reason that is not recognised.",
		advice: "read the cluster's message"
	},
	"node-cache": {
		fatality: "waiting",
		meaning: "The node has not yet fetched a ConfigMap or Secret of the pod.",
		advice: "wait: this usually passes"
	},
	"runs-as-root": {
		fatality: "fatal",
		meaning: "The pod sets runAsNonRoot, but the image runs as root or as a user that is given by name.",
		advice: "set runAsUser to a number other than 0, or USER in the Dockerfile"
	}
};

// src/reasons/object-causes.ts
/** Why an object is not complete whatever its pods do, and why a rollout is not. */
const OBJECT_CAUSES = {
	"rollout-paused": {
		fatality: "fatal",
		outside: true,
		meaning: "The workload is paused, so the cluster does not roll it out.",
		advice: "remove spec.paused from the template, or resume the rollout"
	},
	"progress-deadline": {
		fatality: "fatal",
		meaning: "The rollout made no progress within progressDeadlineSeconds.",
		advice: "look at the other causes; if it only needs longer, raise progressDeadlineSeconds"
	},
	"job-failed": {
		fatality: "fatal",
		meaning: "A Job of the set failed. It does not run again.",
		advice: "correct it and delete the Job before the next deployment, or use generateName"
	},
	"pod-failed": {
		fatality: "fatal",
		meaning: "A Pod without a workload ended with an error, or was evicted. Nothing starts it again.",
		advice: "correct it and delete the Pod before the next deployment, or use a Job or a Deployment"
	},
	"blocked-by-old-pod": {
		fatality: "waiting",
		meaning: "A StatefulSet waits for a pod of the old template to be ready before it replaces any.",
		advice: "delete that pod"
	},
	"pods-not-replaced": {
		fatality: "fatal",
		meaning: "A ReplicaSet does not replace its pods, so they go on running the old image.",
		advice: "delete the pods, or use a Deployment"
	},
	"claim-lost": {
		fatality: "fatal",
		meaning: "The volume of a PersistentVolumeClaim is gone.",
		advice: "restore the volume, or delete the claim"
	},
	"claim-not-bound": {
		fatality: "waiting",
		meaning: "A PersistentVolumeClaim has no volume: none fits it, or the provisioner cannot make one.",
		advice: "read the message of the provisioner"
	},
	"storage-class-missing": {
		fatality: "grace",
		slow: true,
		meaning: "A PersistentVolumeClaim names a StorageClass that the cluster does not have. One of the same set appears after a moment.",
		advice: "correct storageClassName, or add the StorageClass"
	},
	"load-balancer-pending": {
		fatality: "waiting",
		meaning: "A Service of type LoadBalancer has no address.",
		advice: "check the controller for load balancers, and its quota"
	},
	"autoscaler-broken": {
		fatality: "waiting",
		meaning: "A HorizontalPodAutoscaler cannot scale its target.",
		advice: "check scaleTargetRef and its metrics"
	},
	"budget-not-counted": {
		fatality: "waiting",
		meaning: "The cluster cannot count the pods of a PodDisruptionBudget.",
		advice: "select pods of a controller with a scale, such as a Deployment"
	},
	"api-service-unavailable": {
		fatality: "waiting",
		meaning: "The API server does not reach the Service behind an APIService.",
		advice: "check the Service that it names, its pods, port and certificate"
	},
	"resource-failed": {
		fatality: "fatal",
		meaning: "A custom resource says that it has failed, or fulfils the rule of its annotation `failed-when`.",
		advice: "read its message and the log of its operator"
	},
	"resource-not-ready": {
		fatality: "waiting",
		meaning: "A custom resource is not ready.",
		advice: "read its message and the log of its operator"
	},
	"cluster-watch-lost": {
		fatality: "waiting",
		meaning: "The watch connection to the cluster was lost until the time budget was over.",
		advice: "check that the API server is up and reachable; then deploy again, or look at the workload itself"
	},
	"not-complete": {
		fatality: "waiting",
		meaning: "The time budget is over, and the cluster gives no reason why the rollout is not complete.",
		advice: "raise timeout if it only needs longer"
	}
};

// src/reasons/pod-causes.ts
/** Why a pod is not created, not placed on a node or not set up there. */
const POD_CAUSES = {
	"attach-failed": {
		fatality: "waiting",
		meaning: "A volume cannot be attached to the node of the pod.",
		advice: "a volume that another node still holds needs the strategy Recreate"
	},
	"claim-missing": {
		fatality: "grace",
		meaning: "A pod refers to a PersistentVolumeClaim that does not exist.",
		advice: "add the claim to the templates, or correct its name"
	},
	"claim-unbound": {
		fatality: "waiting",
		meaning: "A PersistentVolumeClaim of the pod has no volume yet.",
		advice: "check the storage class and the events of the claim"
	},
	"sandbox-failed": {
		fatality: "waiting",
		meaning: "The node could not create the sandbox of a pod: its network or its runtime.",
		advice: "check the network plugin (CNI) and the runtime of the node"
	},
	"runtime-class-unsupported": {
		fatality: "fatal",
		meaning: "The node has no runtime for the runtimeClassName of the pod.",
		advice: "correct runtimeClassName, or select nodes that have it"
	},
	"sysctl-forbidden": {
		fatality: "fatal",
		meaning: "The pod sets a sysctl that the kubelet does not allow.",
		advice: "remove the sysctl from securityContext.sysctls, or allow it on the nodes (allowedUnsafeSysctls)"
	},
	"node-refused": {
		fatality: "waiting",
		meaning: "The kubelet of a node did not accept a pod.",
		advice: "read the message of the node"
	},
	"node-silent": {
		fatality: "waiting",
		meaning: "A pod is assigned to a node that has not begun to start it.",
		advice: "check that the node exists and its kubelet runs; spec.nodeName of the template is not checked by the scheduler"
	},
	"node-not-ready": {
		fatality: "waiting",
		meaning: "The node of a pod is not ready: its kubelet does not report any more.",
		advice: "look at the node (kubectl get nodes); bring it back, or drain and delete it"
	},
	"pod-evicted": {
		fatality: "waiting",
		meaning: "A node evicted a pod because a resource ran short, or the pod used more than its limit.",
		advice: "request what it needs, or raise its limit (also ephemeral-storage)"
	},
	"scheduling-gated": {
		fatality: "waiting",
		meaning: "A scheduling gate holds the pod back.",
		advice: "check that the controller that removes the gate runs"
	},
	"mount-failed": {
		fatality: "waiting",
		meaning: "A volume of a pod could not be mounted.",
		advice: "read the cluster's message"
	},
	unschedulable: {
		fatality: "waiting",
		meaning: "No node can run the pod at the moment.",
		advice: "check its requests, selectors and taints, or let nodes be added"
	},
	"quota-exceeded": {
		fatality: "waiting",
		meaning: "The resource quota of the namespace does not allow another pod.",
		advice: "free some of the quota, raise it, or request less"
	},
	"quota-too-small": {
		fatality: "fatal",
		outside: true,
		meaning: "A pod alone asks for more than the whole resource quota of the namespace allows.",
		advice: "request less, or raise the quota"
	},
	"quota-values-missing": {
		fatality: "fatal",
		outside: true,
		meaning: "The resource quota of the namespace demands requests or limits that a container does not set.",
		advice: "set the requests and limits that the quota names on every container"
	},
	"service-account-missing": {
		fatality: "grace",
		meaning: "The service account of the pod does not exist. In a new namespace it appears after a moment.",
		advice: "add it to the templates, or correct its name"
	},
	"pod-security": {
		fatality: "fatal",
		outside: true,
		meaning: "The pod security level of the namespace does not allow the pod.",
		advice: "restrict the securityContext of the pod"
	},
	"admission-denied": {
		fatality: "fatal",
		outside: true,
		meaning: "An admission webhook or policy denied the pods.",
		advice: "change what the message names, or ask the owner of the rule"
	},
	"webhook-failed": {
		fatality: "waiting",
		meaning: "An admission webhook could not be called, so no pod is created.",
		advice: "check the service and the certificate of the webhook"
	},
	"pod-refused": {
		fatality: "fatal",
		outside: true,
		meaning: "The cluster refused to create the pod.",
		advice: "read the cluster's message"
	},
	"pod-not-created": {
		fatality: "waiting",
		meaning: "The pod could not be created for a reason that is not recognised.",
		advice: "read the cluster's message"
	}
};

// src/reasons/causes.ts
/** Every reason why a rollout is not complete, by its stable code. A new code is one row of a table, and its recogniser. */
const CAUSES = {
	...CONTAINER_CAUSES,
	...POD_CAUSES,
	...OBJECT_CAUSES
};

// src/reasons/cluster.ts
/** The kubeconfig and the connection, the dry run, the apply. */
const CLUSTER = {
	"kubeconfig-invalid": {
		outcome: "error",
		meaning: "The kubeconfig is not valid.",
		advice: "Check how the secret was stored: it must be the content of a kubeconfig file, with its line breaks."
	},
	"kubeconfig-unreadable": {
		outcome: "error",
		meaning: "The input `kubeconfig` is neither the content of a kubeconfig nor the path of a file that can be read.",
		advice: "Give the content from a secret, or the path of a file."
	},
	"kubeconfig-context-unknown": {
		outcome: "error",
		meaning: "The kubeconfig does not have the context, or no context is chosen.",
		advice: "Set the input `context` to one of the contexts that the error text lists."
	},
	"credentials-plugin-failed": {
		outcome: "error",
		meaning: "The credential plugin of the kubeconfig did not work.",
		advice: "Install the plugin and log in to the cloud in a step before this one."
	},
	"cluster-unreachable": {
		outcome: "error",
		meaning: "The API server does not answer, or what answers is not a Kubernetes API server.",
		advice: "Check the server address in the kubeconfig and the network between it and the runner."
	},
	"cluster-certificate-invalid": {
		outcome: "error",
		meaning: "The TLS certificate of the API server is not accepted.",
		advice: "Check the server address and the certificate authority in the kubeconfig."
	},
	"cluster-unauthorized": {
		outcome: "error",
		meaning: "The API server rejected the credentials (401).",
		advice: "Log in to the cluster again, or renew the credentials in the kubeconfig."
	},
	"cluster-forbidden": {
		outcome: "error",
		meaning: "The credentials do not have a permission that the deployment needs (403).",
		advice: "Add the verbs and resources that the error text names to the Role. See `docs/permissions.md`."
	},
	"preflight-failed": {
		outcome: "refused",
		meaning: "The dry run found objects that the API server does not accept. Nothing was changed.",
		advice: "Correct each of the findings that are listed."
	},
	"field-immutable": {
		outcome: "refused",
		meaning: "The template changes a field that Kubernetes does not let change once the object exists.",
		advice: "Keep the value, give the object another name, or let it be recreated: see `commit-train.dev/on-immutable` in `docs/followed-kinds.md`. A Job runs once: use `generateName`."
	},
	"rollout-partial": {
		outcome: "warning",
		meaning: "The rollout is complete as its object asks for, but some pods keep the old template: OnDelete, or a partition.",
		advice: "Delete the pods that are listed, or change the update strategy."
	},
	"objects-not-applied": {
		outcome: "warning",
		meaning: "A Job that runs before the workloads, or the workloads themselves, failed, so what comes later was not applied.",
		advice: "Correct the cause of the failure and deploy again."
	},
	"autoscaler-idle": {
		outcome: "warning",
		meaning: "A HorizontalPodAutoscaler cannot read its metrics, so it does not scale.",
		advice: "New pods have no metrics for about a minute. If it stays so, check the metrics server and the metric."
	},
	"kind-unknown": {
		outcome: "refused",
		meaning: "The cluster does not have this kind in this API version.",
		advice: "Correct the `apiVersion`, or install the CustomResourceDefinition."
	},
	"namespace-missing": {
		outcome: "refused",
		meaning: "The namespace of an object does not exist.",
		advice: "Create the namespace, or add it to the templates."
	},
	"field-conflict": {
		outcome: "refused",
		meaning: "Another field manager owns a field of the object.",
		advice: "Remove the field from the template, or make the other manager give it up."
	},
	"object-of-another": {
		outcome: "refused",
		meaning: "An object of that name exists and belongs to another service or environment.",
		advice: "Give the object another name or namespace, or remove the labels `commit-train.dev/…` from the live one."
	},
	"object-terminating": {
		outcome: "refused",
		meaning: "An object of that name exists and is being deleted: what is applied to it would go with it.",
		advice: "Deploy again when it is gone. If it stays, see who has to remove its finalizers."
	},
	"object-recreated": {
		outcome: "warning",
		meaning: "An object is deleted and created again, because a field of it cannot be changed and its annotation says so.",
		advice: "Remove the annotation `commit-train.dev/on-immutable` once it has done its work."
	},
	"object-adopted": {
		outcome: "warning",
		meaning: "An object that kubectl or Helm made is taken over: its fields are changed and removed like our own.",
		advice: "Nothing to do. Do not deploy it with the other tool any more."
	},
	"change-overwritten": {
		outcome: "warning",
		meaning: "A field that was changed by hand in the cluster gets the value of the template again.",
		advice: "Put the change into the templates if it is to stay."
	},
	"field-left-behind": {
		outcome: "warning",
		meaning: "Keys of a ConfigMap or Secret are not in the template, but no field manager owns them, so they stay.",
		advice: "Remove them with `kubectl edit`."
	},
	"config-not-read": {
		outcome: "warning",
		meaning: "A ConfigMap or Secret changes, but pods that have read it go on running with the old values.",
		advice: "Restart them, or set `rollout.restart-on-config: true` in the policy."
	},
	"node-missing": {
		outcome: "refused",
		meaning: "The pod template names a node that the cluster does not have.",
		advice: "Remove `spec.nodeName` from the pod template, or use a `nodeSelector`."
	},
	"object-left-behind": {
		outcome: "warning",
		meaning: "An object of this service and environment is in the cluster, but not in the templates any more.",
		advice: "Remove it with `kubectl delete` if nothing needs it. What commit-train has a release of, it removes itself; see `docs/releases.md`."
	},
	"object-kept": {
		outcome: "warning",
		meaning: "An object left the templates, and is not removed all the same.",
		advice: "The text says why. Remove it with `kubectl delete` if nothing needs it. See `docs/releases.md`."
	},
	"object-not-restored": {
		outcome: "warning",
		meaning: "An object of the last good release belongs to another tool or service by now, and was not restored.",
		advice: "The text says whose it is. See `docs/releases.md`."
	},
	"stored-release-missing": {
		outcome: "refused",
		meaning: "The cluster does not keep the release that the rollback asks for.",
		advice: "Choose one of those that the text lists, or deploy the commit. See `docs/releases.md`."
	},
	"stored-release-unusable": {
		outcome: "refused",
		meaning: "The release that the rollback asks for cannot be brought back: it was not good, its record was edited or is not whole, or it may not be read.",
		advice: "Choose another one, or deploy the commit. See `docs/releases.md`."
	},
	"stored-release-live": {
		outcome: "refused",
		meaning: "The release that the rollback asks for is live already, by the records.",
		advice: "Choose an earlier one by its number; to apply the same again, deploy its commit. See `docs/releases.md`."
	},
	"rollback-unrecorded": {
		outcome: "warning",
		meaning: "GitHub did not answer, so it has no deployment of the rollback, and still shows the one before as live.",
		advice: "Deploy the commit that the text names when GitHub answers again. See `docs/releases.md`."
	},
	"prune-limit": {
		outcome: "refused",
		meaning: "More objects left the templates than a deployment may remove. Nothing was changed.",
		advice: "If it is meant, raise `max-count` or `max-share` of `prune` in the policy. See `docs/releases.md`."
	},
	"prune-failed": {
		outcome: "warning",
		meaning: "An object left the templates, but the cluster did not let it be removed. The next deployment tries again.",
		advice: "Add `delete` on its kind to the Role, or remove it by hand. See `docs/permissions.md`."
	},
	"release-store-unavailable": {
		outcome: "warning",
		meaning: "The release could not be kept in the cluster, so nothing is removed that left the templates, and nothing can be restored.",
		advice: "Give the account `get`, `list`, `create`, `patch` and `delete` on Secrets, or set `release-store: none` in the policy. See `docs/releases.md`."
	},
	"release-end-unrecorded": {
		outcome: "warning",
		meaning: "How this release ended could not be recorded in the cluster. The next deployment takes it for one without an end, and it is never restored.",
		advice: "Give the account `patch` on Secrets. Otherwise there is nothing to do: the next deployment writes a record of its own. See `docs/releases.md`."
	},
	"release-outdated": {
		outcome: "warning",
		meaning: "Records of old releases could not be deleted from the cluster. This release is kept all the same.",
		advice: "Give the account `delete` on Secrets, or delete them by hand. See `docs/releases.md`."
	},
	"release-unreadable": {
		outcome: "warning",
		meaning: "What the cluster keeps of an earlier release cannot be used. What it had stays; nothing at all is removed where it is the last good one, or of another repository.",
		advice: "Nothing to do: this deployment writes a record of its own. See `docs/releases.md`."
	},
	"release-interrupted": {
		outcome: "warning",
		meaning: "An earlier deployment began to change the cluster, and its end is not recorded: its run was lost, or goes on.",
		advice: "Nothing to do if this deployment succeeds: it sets what it has, and removes what only the other one had."
	},
	"reference-dangling": {
		outcome: "warning",
		meaning: "A Service, Ingress, HorizontalPodAutoscaler or PodDisruptionBudget points at nothing.",
		advice: "Correct the selector, the name or the port."
	},
	"service-unreached": {
		outcome: "warning",
		meaning: "The rollout is complete, but the cluster lists no ready pod behind a Service of the templates.",
		advice: "Correct the selector of the Service, or its `targetPort`."
	},
	"field-unknown": {
		outcome: "refused",
		meaning: "The kind has no such field.",
		advice: "Check the spelling and the place of the field."
	},
	"object-invalid": {
		outcome: "refused",
		meaning: "The API server reports that a value in the object is not valid.",
		advice: "Correct the field that is listed."
	},
	"object-rejected": {
		outcome: "refused",
		meaning: "The API server or an admission webhook does not accept the object.",
		advice: "Read its message in the finding, and change the object or the rule."
	},
	"pod-security-violated": {
		outcome: "refused",
		meaning: "The pod security level that the namespace enforces refuses the pods of the object.",
		advice: "Change the fields that the text names, mostly in `securityContext`."
	},
	"cluster-warning": {
		outcome: "warning",
		meaning: "The API server took the object with a warning, such as a deprecated version.",
		advice: "Read the warning: what it names may stop working."
	},
	"dry-run-unsupported": {
		outcome: "warning",
		meaning: "An admission webhook of the cluster has no dry run, so the object was not validated.",
		advice: "Nothing to do. To have the object validated, set `sideEffects` of the webhook."
	},
	"apply-failed": {
		outcome: "failed",
		meaning: "The API server did not take all objects. Those that it took stay as they are.",
		advice: "Correct each of the findings that are listed, then deploy again."
	},
	"crd-not-established": {
		outcome: "failed",
		meaning: "A CustomResourceDefinition was applied, but the API server does not serve its kind in time.",
		advice: "Read its conditions with `kubectl describe crd`, then deploy again."
	},
	"restore-failed": {
		outcome: "failed",
		meaning: "The deployment failed, and the last good release failed too when it was applied again, or the cluster does not accept it any more: both causes are listed.",
		advice: "Look at what is live, then deploy the commit that should be live. See `docs/releases.md`."
	},
	"objects-taken-over": {
		outcome: "failed",
		meaning: "The objects were changed or deleted by another client during the rollout.",
		advice: "The text names object, field and manager. Deploy again if this commit should be live."
	},
	"rollout-superseded": {
		outcome: "superseded",
		meaning: "Another deployment of commit-train changed the objects during the rollout.",
		advice: "Nothing to do: the other deployment says what is live."
	}
};

// src/reasons/gate.ts
/** Whether the commit may be deployed: its place on the default branch, its checks, its files. */
const GATE = {
	allowed: {
		outcome: "success",
		meaning: "Nothing stands against the deployment of the commit.",
		advice: "Nothing to do."
	},
	"not-on-trunk": {
		outcome: "refused",
		meaning: "The commit is not on the first-parent line of the default branch.",
		advice: "Merge it, then deploy the commit that the merge made on the default branch."
	},
	"too-far-back": {
		outcome: "refused",
		meaning: "The commit is not among the newest 1,000 commits of the default branch.",
		advice: "Deploy a newer commit."
	},
	"checks-not-passed": {
		outcome: "refused",
		meaning: "At least one check of the commit did not pass.",
		advice: "Open the checks that are listed. Run them again if they are flaky, or deploy a commit whose checks passed."
	},
	"checks-running": {
		outcome: "refused",
		meaning: "At least one check of the commit has not ended yet.",
		advice: "Wait until all checks have ended, then deploy again."
	},
	"check-failed": {
		outcome: "refused",
		meaning: "A check ended with a result other than success, skipped or neutral.",
		advice: "Open the check, then correct the commit or run the check again."
	},
	"check-cancelled": {
		outcome: "refused",
		meaning: "A check was cancelled. Often `concurrency` with `cancel-in-progress` cancels it when the next commit is pushed.",
		advice: "Run the check again. Set `cancel-in-progress: false` for pushes to the default branch."
	},
	"check-running": {
		outcome: "refused",
		meaning: "A check has not ended yet.",
		advice: "Wait until it has ended, then deploy again."
	},
	"check-missing": {
		outcome: "refused",
		meaning: "The policy requires a check that the commit does not have.",
		advice: "Correct the name under `checks: required` in the policy, or run the workflow that makes the check."
	},
	"no-checks": {
		outcome: "refused",
		meaning: "The commit has no check that counts, and the policy does not allow that.",
		advice: "Run the checks on the default branch. For a repository without checks set `no-checks: allow` in the policy."
	},
	"check-unreadable": {
		outcome: "refused",
		meaning: "A check of the commit could not be read in full, so it counts as not passed.",
		advice: "Deploy again. If it stays, look at the check on GitHub and report it as a bug."
	},
	"image-missing": {
		outcome: "refused",
		meaning: "The registry has no image with the full SHA of the commit as its tag.",
		advice: "Look at the build of this commit: it must pass and push the image. Then deploy again."
	},
	"image-of-other-commit": {
		outcome: "refused",
		meaning: "The image under the SHA of the commit says, by its label `org.opencontainers.image.revision`, that it is of another commit of this repository, which is not one before it on the default branch.",
		advice: "Find out who pushed it: jobs of pull requests must not have `packages: write`. Delete the image and run the build of the commit again."
	},
	"image-built-elsewhere": {
		outcome: "refused",
		meaning: "GitHub has attestations of the image under the SHA of the commit, and each that can be read says that it was built from another commit, which is not one before it on the default branch, by another repository, or for a pull request.",
		advice: "Find out who pushed it: jobs of pull requests must not have `packages: write`. Delete the image and run the build of the commit again."
	},
	"image-not-attested": {
		outcome: "refused",
		meaning: "The policy has `image-attestation: required`, and GitHub has no attestation of the image under the SHA of the commit, or shows none to this token.",
		advice: "Let the build attest the image with `actions/attest-build-provenance`, by its digest, and give the deploying job `permissions: attestations: read`. Where GitHub keeps none (GitHub Enterprise Server, private repositories of some plans) take `image-attestation: required` out of the policy."
	},
	"image-attestation-unreadable": {
		outcome: "error",
		meaning: "The policy has `image-attestation: required`, and GitHub has attestations of the image of which none can be read.",
		advice: "The text says why. GitHub keeps them on a host of its own, which must be reachable from the runner; then deploy again."
	},
	"commit-not-checked-out": {
		outcome: "refused",
		meaning: "The checked-out repository is at another commit, or does not have the commit.",
		advice: "Give `actions/checkout` the commit: `ref: ${{ github.event.deployment.sha }}`; in a build, see the error text.",
		actions: ["deploy", "build"]
	},
	"work-tree-missing": {
		outcome: "refused",
		meaning: "The workspace is not a checked-out git repository, or git is not installed.",
		advice: "Check the repository out with `actions/checkout` in a step before this one."
	},
	"work-tree-changed": {
		outcome: "refused",
		meaning: "A template or values file differs from the commit, or is not in it.",
		advice: "Do not write below these paths in a step before this one. Only what is in the commit may be deployed."
	},
	"commit-incomplete": {
		outcome: "error",
		meaning: "The local repository does not have all files of the commit.",
		advice: "Use `actions/checkout` without `filter`."
	},
	"commit-malformed": {
		outcome: "refused",
		meaning: "The commit has a path that no commit can have.",
		advice: "Run `git fsck` in the repository."
	},
	"link-broken": {
		outcome: "refused",
		meaning: "A symbolic link among the templates or values leads to nothing, or back to itself.",
		advice: "Remove or correct the link in a new commit."
	},
	"file-outside-workspace": {
		outcome: "refused",
		meaning: "A symbolic link among the templates or values leads out of the repository.",
		advice: "Put the file itself into the repository."
	},
	"file-in-submodule": {
		outcome: "refused",
		meaning: "A template or values file is in a submodule, whose files belong to another repository.",
		advice: "Put the file itself into this repository."
	},
	"file-name-ambiguous": {
		outcome: "refused",
		meaning: "Two files of the commit differ only in upper and lower case, and the disk of the runner treats them as one.",
		advice: "Rename one of the files."
	},
	"files-too-many": {
		outcome: "refused",
		meaning: "The templates and values hold more files than a deployment may read.",
		advice: "Correct the inputs `templates` and `values`, or remove files."
	}
};

// src/reasons/github.ts
/** Requests to GitHub. */
const GITHUB = {
	"github-unreachable": {
		outcome: "error",
		meaning: "GitHub cannot be reached, or answers with a server error.",
		advice: "See https://www.githubstatus.com, check the network and the proxy, then run again."
	},
	"github-broken": {
		outcome: "error",
		meaning: "GitHub, or what is in between, answers with something else than what is asked for, or without end.",
		advice: "See https://www.githubstatus.com and check the proxy, then run again. See `docs/limits.md`."
	},
	"github-rate-limited": {
		outcome: "error",
		meaning: "The rate limit of the token is used up.",
		advice: "Run again at the time that the error text names, or use a token with a higher limit."
	},
	"github-token-invalid": {
		outcome: "error",
		meaning: "GitHub rejected the token.",
		advice: "Check the input `token`: it may have expired or been revoked."
	},
	"github-forbidden": {
		outcome: "error",
		meaning: "The token does not have a permission that the request needs.",
		advice: "Add the permission that the error text names under `permissions:` of the job. See `docs/permissions.md`."
	},
	"github-not-found": {
		outcome: "error",
		meaning: "What was requested does not exist, or the token may not see it.",
		advice: "Check the name or id, and the permissions of the token."
	},
	"github-server-too-old": {
		outcome: "error",
		meaning: "This release of GitHub Enterprise Server does not have what the request is for.",
		advice: "Do what the error text says instead, or upgrade the server. See `docs/workflows.md`."
	},
	"github-rejected": {
		outcome: "error",
		meaning: "GitHub does not accept the request.",
		advice: "Read the error text. If the inputs are right, report it as a bug."
	}
};

// src/reasons/image-registry.ts
/** The registry of the image, and the logins to it. */
const IMAGE_REGISTRY = {
	"registry-unreachable": {
		outcome: "error",
		meaning: "The registry cannot be reached, or answers with a server error.",
		advice: "Check the name in the input `image` and the network, then run again."
	},
	"registry-denied": {
		outcome: "error",
		meaning: "The registry does not allow the request, or has no such image.",
		advice: "Log in with `registry-username` and `registry-password` or `docker/login-action`. ghcr.io needs `packages: read` or `packages: write`."
	},
	"registry-busy": {
		outcome: "error",
		meaning: "The registry received too many requests.",
		advice: "Run the job again later, or log in to the registry.",
		actions: ["build"]
	},
	"registry-broken": {
		outcome: "error",
		meaning: "The server does not behave as a registry.",
		advice: "Check the name in the input `image`."
	},
	"registry-repository-missing": {
		outcome: "error",
		meaning: "The registry has no such repository or image.",
		advice: "Check the name, and create the repository if the registry requires that.",
		actions: ["build"]
	},
	"registry-write-refused": {
		outcome: "error",
		meaning: "The registry refused to write a tag.",
		advice: "Check that the login may write, and whether the tag is immutable.",
		actions: ["build"]
	},
	"registry-login-failed": {
		outcome: "error",
		meaning: "`docker login` failed.",
		advice: "Check `registry-username` and `registry-password`.",
		actions: ["build"]
	},
	"registry-credentials-missing": {
		outcome: "error",
		meaning: "The image should be pushed, but GitHub gives this run no secrets.",
		advice: "Leave the input `push` at `auto`, or build the commit in a workflow that has secrets.",
		actions: ["build"]
	},
	"docker-config-invalid": {
		outcome: "error",
		meaning: "The config.json of docker cannot be read or is not JSON.",
		advice: "Log in again, or give `registry-username` and `registry-password`."
	}
};

// src/reasons/inputs.ts
/** Inputs of the step, the event that started the run, and the runner itself. */
const INPUTS = {
	"input-missing": {
		outcome: "error",
		meaning: "A required input is not given or is empty.",
		advice: "Give it a value under `with:`. A secret that does not exist is an empty text."
	},
	"input-invalid": {
		outcome: "error",
		meaning: "The value of an input cannot be used.",
		advice: "Correct the input that the error text names."
	},
	"event-invalid": {
		outcome: "error",
		meaning: "The file with the event of the run cannot be read, or lacks what the action needs.",
		advice: "Run the action on an event that it supports, and do not change `GITHUB_EVENT_PATH`.",
		actions: ["deploy", "build"]
	},
	"event-unsupported": {
		outcome: "error",
		meaning: "The event that started the run names no deployment.",
		advice: "Run on `deployment` events, or give the input `deployment-id`, or `dry-run: true` to see a plan only.",
		actions: ["deploy"]
	},
	"runner-variables-missing": {
		outcome: "error",
		meaning: "Environment variables of a GitHub Actions runner are missing.",
		advice: "Run the action in a GitHub Actions workflow."
	},
	"proxy-invalid": {
		outcome: "error",
		meaning: "`HTTPS_PROXY` is not the address of a proxy.",
		advice: "Write it as `http://host:port`."
	},
	"program-missing": {
		outcome: "error",
		meaning: "A program that the action needs is not on the PATH or cannot be started.",
		advice: "Install it in a step before this one.",
		actions: ["deploy", "build"]
	},
	"program-hung": {
		outcome: "error",
		meaning: "A program did not end in time and was stopped.",
		advice: "Run it by hand on the runner: it may wait for a network, a disk or an answer.",
		actions: ["deploy", "build"]
	},
	"program-endless": {
		outcome: "error",
		meaning: "A program printed more than its limit and was stopped. See `docs/limits.md`.",
		advice: "Run it by hand on the runner and look at what it prints.",
		actions: ["deploy", "build"]
	}
};

// src/reasons/locks.ts
/** Locks, and the commands that take them. */
const LOCKS = {
	"lock-held": {
		outcome: "refused",
		meaning: "Another person, or an App, has locked it.",
		advice: "Ask the owner. Only if they cannot be asked, run the command again with `--steal`."
	},
	"lock-unreadable": {
		outcome: "refused",
		meaning: "Something under the name of a lock cannot be read: another program wrote it, somebody edited it, or a newer commit-train made it. It counts as a lock.",
		advice: "Look at it with `commit-train status`. Use the newer version of commit-train, or remove it with `commit-train unlock … --steal`."
	},
	"lock-contended": {
		outcome: "error",
		meaning: "The lock changed each time it was about to be written.",
		advice: "Run the command again."
	},
	"command-invalid": {
		outcome: "refused",
		meaning: "The words of a command are not those of its grammar.",
		advice: "Correct the command as the error text says; `commit-train help` shows all of them."
	},
	"token-missing": {
		outcome: "error",
		meaning: "There is no token for GitHub.",
		advice: "Run `gh auth login`, or set `GH_TOKEN`."
	},
	"repository-unknown": {
		outcome: "error",
		meaning: "It is not known which repository is meant.",
		advice: "Run the command in a clone of the repository, or name it with `--repo owner/name`."
	}
};

// src/reasons/manifests.ts
/** Templates, values, and the objects they render to. */
const MANIFESTS = {
	"templates-missing": {
		outcome: "refused",
		meaning: "The templates folder does not exist in the commit, cannot be read, or holds no manifest.",
		advice: "Correct the input `templates`. Manifests end in `.yaml`, `.yml` or `.json`, with or without `.tmpl`."
	},
	"values-invalid": {
		outcome: "refused",
		meaning: "A values file is not YAML, is not a mapping, or has a number that YAML readers do not agree on.",
		advice: "Correct the file and line that are listed."
	},
	"values-unreadable": {
		outcome: "refused",
		meaning: "A values file does not exist in the commit.",
		advice: "Correct the input `values`, or add the file for this environment."
	},
	"datasource-remote": {
		outcome: "refused",
		meaning: "A template reads from another machine, so the same commit could render differently.",
		advice: "Put the data into the values files, or name a variable in the input `secret-env`."
	},
	"render-failed": {
		outcome: "refused",
		meaning: "gomplate cannot render a template.",
		advice: "Correct the file and line that are listed. A missing key is an error: add it to the values."
	},
	"manifest-invalid": {
		outcome: "refused",
		meaning: "A rendered document is not a Kubernetes object with apiVersion, kind and metadata.name.",
		advice: "Correct the template. File and line refer to the rendered text."
	},
	"manifests-rejected": {
		outcome: "refused",
		meaning: "The rendered manifests have several problems of different kinds.",
		advice: "Correct each of the findings that are listed."
	},
	"manifests-empty": {
		outcome: "refused",
		meaning: "The templates render to no object.",
		advice: "Check the conditions in the templates and the values of this environment."
	},
	"manifests-too-large": {
		outcome: "refused",
		meaning: "The rendered manifests are larger than 10 MB, or more than 1,000 objects.",
		advice: "Check the loops in the templates. A set that is that large on purpose can be deployed as several services."
	},
	"object-duplicate": {
		outcome: "refused",
		meaning: "The same object is in the rendered manifests twice.",
		advice: "Remove one of the two."
	},
	"annotation-invalid": {
		outcome: "refused",
		meaning: "An annotation `commit-train.dev/…` has a value that does not exist, or is on an object that it is not for.",
		advice: "Correct the annotation. `docs/followed-kinds.md` has them all."
	},
	"image-wrong": {
		outcome: "refused",
		meaning: "A container uses the service's image repository, but not the image of this commit.",
		advice: "Use `{{ .deploy.image }}` in the template."
	},
	"image-not-pinned": {
		outcome: "refused",
		meaning: "A container has an image without a digest or a fixed tag, so its content can change.",
		advice: "Use `{{ .deploy.image }}` or a digest."
	},
	"image-not-by-digest": {
		outcome: "warning",
		meaning: "A container has an image by a tag, which could be moved.",
		advice: "Prefer a digest."
	},
	"image-not-used": {
		outcome: "warning",
		meaning: "No container uses the image of this commit.",
		advice: "If that is not intended, use `{{ .deploy.image }}` in the template."
	},
	"custom-resource-not-followed": {
		outcome: "warning",
		meaning: "A custom resource is applied, but its status does not say what its operator does with it, so that is not followed.",
		advice: "Say what to wait for by the annotation `commit-train.dev/complete-when`; see `docs/followed-kinds.md`."
	}
};

// src/reasons/policy.ts
/** The policy file, and what a deployment asks for by its environment and service. */
const POLICY = {
	"policy-missing": {
		outcome: "refused",
		meaning: "The default branch has no `.github/commit-train.yml`.",
		advice: "Add the file to the default branch. The error text shows the shortest one that works."
	},
	"policy-invalid": {
		outcome: "refused",
		meaning: "The policy file is not valid YAML or does not fit its schema.",
		advice: "Correct the lines that are listed on the default branch. See `docs/policy.md`."
	},
	"service-unclear": {
		outcome: "refused",
		meaning: "The policy names several services and the deployment names none.",
		advice: "Create the deployment with the task `deploy:<service>`.",
		actions: ["deploy"]
	},
	"sha-invalid": {
		outcome: "refused",
		meaning: "The deployment does not name its commit by a full SHA.",
		advice: "Create the deployment with the full 40-character SHA as its `ref`.",
		actions: ["deploy"]
	},
	"environment-mismatch": {
		outcome: "refused",
		meaning: "The deployment is for another environment than the job runs in.",
		advice: "Set `environment:` of the job and the input `environment` to the environment of the deployment.",
		actions: ["deploy"]
	},
	"environment-locked": {
		outcome: "refused",
		meaning: "The environment is locked, or its lock could not be read.",
		advice: "Ask the person that the error text names, or wait until the lock has expired.",
		actions: ["deploy"]
	},
	"environment-frozen": {
		outcome: "refused",
		meaning: "The policy freezes the environment at this time.",
		advice: "Deploy when the freeze is over, or change `freeze` in the policy on the default branch.",
		actions: ["deploy"]
	},
	"deployer-not-permitted": {
		outcome: "refused",
		meaning: "The creator of the deployment may not deploy to the environment, by the policy.",
		advice: "Have a permitted person create the deployment, or change `deployers` in the policy on the default branch.",
		actions: ["deploy"]
	},
	"order-not-met": {
		outcome: "refused",
		meaning: "Another environment has to run the commit, or a newer one, before, and does not yet, or not long enough.",
		advice: "Deploy it there first, and wait as long as `good-for` in the policy says.",
		actions: ["deploy"]
	},
	"environment-unknown": {
		outcome: "error",
		meaning: "The input `environments` names an environment that no policy names.",
		advice: "Correct the name in the input, or add the environment to the policy.",
		actions: ["notify-stale"]
	}
};

// src/reasons/run.ts
/** The run itself: how it ended, and deployments that it does not take. */
const RUN = {
	deployed: {
		outcome: "success",
		meaning: "The rollout is complete and stayed so for the stability window.",
		advice: "Nothing to do.",
		actions: ["deploy"]
	},
	"dry-run": {
		outcome: "dry-run",
		meaning: "The input `dry-run` is `true`: the plan stands in the log and in the job summary. A deployment that it was asked for ends as `inactive`.",
		advice: "To carry it out, create a new deployment of the commit.",
		actions: ["deploy"]
	},
	"secrets-withheld": {
		outcome: "left-alone",
		meaning: "A dry run was to be made for a pull request to whose runs GitHub gives no secrets, of a fork or of Dependabot, so there is no kubeconfig and no plan.",
		advice: "Nothing to do. Somebody who may write to the repository can push the branch there to see its plan.",
		actions: ["deploy"]
	},
	"image-not-built": {
		outcome: "warning",
		meaning: "The registry has no image of the commit yet, so the plan of a dry run shows its tag instead of a digest. A pull request has no image: its plan shows the tag without this notice.",
		advice: "Nothing to do. Run it after the build to see the digest.",
		actions: ["deploy"]
	},
	timeout: {
		outcome: "error",
		meaning: "The time of the input `timeout` was used up. After the first write to the cluster the outcome is `failed`.",
		advice: "Look at the steps and their times. Raise `timeout` if the rollout only needs longer.",
		actions: ["deploy"]
	},
	cancelled: {
		outcome: "cancelled",
		meaning: "The run was cancelled by a person or by the concurrency rules of its workflow, or the runner stopped it.",
		advice: "If the cluster was changed, it stays as it is: deploy the commit that should be live."
	},
	"run-killed": {
		outcome: "cancelled",
		meaning: "The run was stopped before it could end the deployment itself.",
		advice: "If the cluster was changed, it stays as it is: deploy the commit that should be live.",
		actions: ["deploy"]
	},
	"run-not-started": {
		outcome: "error",
		meaning: "The job ended before the deployment began. Nothing was changed.",
		advice: "Look at the steps of the job before the deployment: checkout and logins fail there.",
		actions: ["deploy"]
	},
	superseded: {
		outcome: "superseded",
		meaning: "A newer deployment of the same service and environment came first, or waits for it too. Nothing was changed.",
		advice: "Nothing to do. To go back to this commit, create a new deployment of it.",
		actions: ["deploy"]
	},
	"environment-held": {
		outcome: "refused",
		meaning: "Another deployment is changing the same service and environment.",
		advice: "Wait for its end, then deploy again. `when-held: wait` in the policy lets deployments wait by themselves.",
		actions: ["deploy"]
	},
	"hold-lost": {
		outcome: "failed",
		meaning: "The Lease of the deployment could not be renewed in time, or another deployment took it, while objects were applied.",
		advice: "Look at what is live, then deploy the commit that should be live.",
		actions: ["deploy"]
	},
	"lease-unavailable": {
		outcome: "warning",
		meaning: "The account may not use Leases, or the namespace does not exist yet, so only the `concurrency` of the workflow keeps two deployments apart.",
		advice: "Add `get`, `create` and `update` of `leases` (coordination.k8s.io) to the Role. See `docs/permissions.md`.",
		actions: ["deploy"]
	},
	"run-lost": {
		outcome: "error",
		meaning: "The workflow run has ended, or was deleted, and did not end the deployment: often its runner was lost.",
		advice: "See the log of the run and look at what is live, then deploy the commit that should be live.",
		actions: ["reconcile"]
	},
	"run-dropped": {
		outcome: "cancelled",
		meaning: "The run was cancelled before it began: by a person, or because too many waited in its queue.",
		advice: "Create a new deployment of the commit if it is still wanted.",
		actions: ["reconcile"]
	},
	"review-rejected": {
		outcome: "refused",
		meaning: "A reviewer of the environment rejected the run. Nothing was changed.",
		advice: "Read the comment of the reviewer.",
		actions: ["reconcile"]
	},
	"not-picked-up": {
		outcome: "error",
		meaning: "No workflow run has taken the deployment.",
		advice: "Create deployments with the token of an App or a person, for a commit whose workflow runs on `deployment`; or deploy by dispatch. See `docs/workflows.md`.",
		actions: ["reconcile"]
	},
	"deployment-duplicate": {
		outcome: "left-alone",
		meaning: "Another run, started by the same event, has the deployment.",
		advice: "Nothing to do.",
		actions: ["deploy"]
	},
	"deployment-in-progress": {
		outcome: "left-alone",
		meaning: "Another run works on the deployment.",
		advice: "Wait until that run has ended.",
		actions: ["deploy"]
	},
	"deployment-foreign": {
		outcome: "left-alone",
		meaning: "The deployment is not for this action: its task or environment is not in the policy, or an App created it without the mark in its payload.",
		advice: "Nothing to do for deployments of other tools. Else correct the task, add the environment to the policy, or mark the deployment. See `docs/policy.md`.",
		actions: ["deploy"]
	},
	"deployment-withdrawn": {
		outcome: "left-alone",
		meaning: "The deployment was ended by a person or another tool before this run could begin with it.",
		advice: "Nothing to do if that was meant. Else create a new deployment of the commit.",
		actions: ["deploy"]
	},
	"stale-rerun": {
		outcome: "left-alone",
		meaning: "The deployment has ended, and a newer one was created or it is live.",
		advice: "Create a new deployment of the commit instead of running the old one again.",
		actions: ["deploy"]
	},
	"runner-machine": {
		outcome: "error",
		meaning: "The machine of the runner has no room on its disk, too little memory, or a disk that cannot be written.",
		advice: "Free space, or use another runner, then run the job again."
	},
	bug: {
		outcome: "error",
		meaning: "Something happened that commit-train does not expect.",
		advice: "Report it with the stack from the log: https://github.com/commit-train/commit-train/issues."
	}
};

// src/reasons/slack.ts
/** Requests to Slack. A deployment never fails because of them. */
const SLACK = {
	"slack-unreachable": {
		outcome: "error",
		meaning: "Slack cannot be reached, or answers with a server error.",
		advice: "See https://slack-status.com, check the network and the proxy."
	},
	"slack-rate-limited": {
		outcome: "error",
		meaning: "The rate limit of Slack is used up.",
		advice: "Run again at the time that the error text names."
	},
	"slack-token-invalid": {
		outcome: "error",
		meaning: "Slack rejected the token.",
		advice: "Check the Slack token: it may have expired or been revoked."
	},
	"slack-scope-missing": {
		outcome: "error",
		meaning: "The Slack app does not have a scope that the request needs.",
		advice: "Add the scope that the error text names to the app, then install the app again."
	},
	"slack-channel-not-found": {
		outcome: "error",
		meaning: "The channel does not exist, or is private and the app is not in it.",
		advice: "Check the ID of the channel in the policy, and invite the app with `/invite`."
	},
	"slack-channel-archived": {
		outcome: "error",
		meaning: "The channel is archived.",
		advice: "Name another channel in the policy."
	},
	"slack-not-in-channel": {
		outcome: "error",
		meaning: "The app is not in the channel.",
		advice: "Invite the app in that channel with `/invite`."
	},
	"slack-message-gone": {
		outcome: "error",
		meaning: "The message does not exist any more, or this app may not edit it.",
		advice: "Nothing to do: the next run posts a new message."
	},
	"slack-message-too-long": {
		outcome: "error",
		meaning: "Slack does not accept a message of this length.",
		advice: "Report it as a bug."
	},
	"slack-rejected": {
		outcome: "error",
		meaning: "Slack does not accept the request.",
		advice: "Read the code of Slack in the error text."
	},
	"slack-uncertain": {
		outcome: "error",
		meaning: "It is not known whether Slack posted the message: the answer was lost.",
		advice: "Look into the channel."
	}
};

// src/reasons/stale.ts
/** What notify-stale reads of many repositories. */
const STALE = {
	"repositories-missing": {
		outcome: "error",
		meaning: "The token sees no repository of the organization with the topic.",
		advice: "Check the topic and the organization, and which repositories the GitHub App is installed in."
	},
	"repositories-not-listed": {
		outcome: "error",
		meaning: "GitHub did not list all repositories with the topic.",
		advice: "Name the repositories in the input instead."
	},
	"repository-duplicate": {
		outcome: "error",
		meaning: "A repository is named twice, once under a former name.",
		advice: "Remove the old name from the input."
	},
	"repository-empty": {
		outcome: "error",
		meaning: "The repository has no commit.",
		advice: "Remove it from the input until it has one."
	},
	"history-unreadable": {
		outcome: "error",
		meaning: "What is live in an environment, or what waits for it, could not be read in full.",
		advice: "Read the finding, then run again."
	},
	"budget-used-up": {
		outcome: "warning",
		meaning: "The budget of GitHub API calls was used up before all repositories were read.",
		advice: "Raise the input `budget`, or name fewer repositories."
	}
};

// src/reasons/strategy.ts
/** How new pods take over from old ones: `strategy:` of the policy. */
const STRATEGY_REASONS = {
	"strategy-impossible": {
		outcome: "refused",
		meaning: "The cluster or the templates do not allow what `strategy:` of the policy asks for. Nothing was changed.",
		advice: "The text says what is missing. See `docs/strategies.md`."
	},
	"drain-unused": {
		outcome: "warning",
		meaning: "`strategy.drain` of the policy changes nothing: no Service of the templates selects the pods of a workload.",
		advice: "Correct the selector of the Service, or remove `drain`."
	}
};

// src/reasons/tools.ts
/** kubectl and gomplate: which one is used, and how it is downloaded. */
const TOOLS = {
	"kubectl-missing": {
		outcome: "error",
		meaning: "kubectl is not on the PATH.",
		advice: "Install it in a step before this one, for example with `azure/setup-kubectl`."
	},
	"kubectl-broken": {
		outcome: "error",
		meaning: "kubectl does not report its version, or `kubectl proxy` does not start.",
		advice: "Install kubectl again."
	},
	"kubectl-skew": {
		outcome: "error",
		meaning: "kubectl is more than one minor version older or newer than the cluster.",
		advice: "Install the version that the error text names."
	},
	"gomplate-broken": {
		outcome: "error",
		meaning: "gomplate failed without naming a template.",
		advice: "Read its message in the error text, and check the gomplate that is on the PATH."
	},
	"gomplate-version-unknown": {
		outcome: "error",
		meaning: "The action has no checksum for this version of gomplate.",
		advice: "Give the SHA-256 in the input `gomplate-checksum`, or use a version that the error text names."
	},
	"platform-unsupported": {
		outcome: "error",
		meaning: "There is no download of gomplate for the platform of the runner.",
		advice: "Use Linux or macOS on x64 or arm64, or put gomplate on the PATH."
	},
	"download-failed": {
		outcome: "error",
		meaning: "A tool could not be downloaded.",
		advice: "Check the address of the mirror and the network, or put the tool on the PATH."
	},
	"checksum-mismatch": {
		outcome: "error",
		meaning: "A downloaded tool does not have the expected checksum. It was not run.",
		advice: "Check that the mirror has an unchanged copy of the release, and that the checksum in the input is right."
	}
};

// src/reasons/registry.ts
/** Causes are about objects that were applied, so a rollout that one of them ends has failed. */
const CAUSE_REASONS = Object.fromEntries(Object.entries(CAUSES).map(([code, { meaning, advice }]) => [code, {
	outcome: "failed",
	meaning,
	advice: sentence(advice)
}]));
/** The subjects that reasons are about, each with the actions that can report them; a reason with `actions` has its own. */
const SUBJECTS = [
	{
		title: "Commit, checks and files",
		actions: ["deploy"],
		reasons: GATE
	},
	{
		title: "Policy and request",
		actions: [
			"deploy",
			"notify-stale",
			"reconcile"
		],
		reasons: POLICY
	},
	{
		title: "Locks and commands",
		actions: ["command"],
		reasons: LOCKS
	},
	{
		title: "Templates and manifests",
		actions: ["deploy"],
		reasons: MANIFESTS
	},
	{
		title: "Cluster",
		actions: ["deploy"],
		reasons: CLUSTER
	},
	{
		title: "Rollout",
		actions: ["deploy"],
		reasons: CAUSE_REASONS
	},
	{
		title: "Strategy",
		actions: ["deploy"],
		reasons: STRATEGY_REASONS
	},
	{
		title: "Build",
		actions: ["build"],
		reasons: BUILD
	},
	{
		title: "Image registry",
		actions: ["deploy", "build"],
		reasons: IMAGE_REGISTRY
	},
	{
		title: "GitHub",
		actions: [
			"deploy",
			"notify-stale",
			"reconcile"
		],
		reasons: GITHUB
	},
	{
		title: "Slack",
		actions: ["deploy", "notify-stale"],
		reasons: SLACK
	},
	{
		title: "Stale commits",
		actions: ["notify-stale"],
		reasons: STALE
	},
	{
		title: "Inputs, event and runner",
		actions: [
			"deploy",
			"build",
			"notify-stale",
			"reconcile"
		],
		reasons: INPUTS
	},
	{
		title: "kubectl and gomplate",
		actions: ["deploy"],
		reasons: TOOLS
	},
	{
		title: "The run",
		actions: [
			"deploy",
			"build",
			"notify-stale",
			"reconcile"
		],
		reasons: RUN
	}
];
const REASONS = new Map(SUBJECTS.flatMap(({ reasons }) => Object.entries(reasons)));
/** What the registry says about a code. */
function lookUpReason(code) {
	const reason = REASONS.get(code);
	if (reason === void 0) throw new Error(`the registry has no reason '${code}'`);
	return reason;
}
/** The advice of a cause stands behind the cluster's own text, so it is written without a capital and a full stop. */
function sentence(clause) {
	return `${/^[a-z]+[A-Z]/.test(clause) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1)}.`;
}

// src/errors.ts
/**
* The one error class for what a user can correct. The message is one line that says what failed and what to change.
* Everything else that is thrown is a bug and is shown with its stack.
*/
var UserError = class UserError extends Error {
	name = "UserError";
	reason;
	/** From the registry of reasons; `error` for a code that ends no run by itself, such as a warning. */
	outcome;
	findings;
	constructor(reason, message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		const { outcome } = lookUpReason(reason);
		this.reason = reason;
		this.outcome = outcome === "refused" || outcome === "failed" || outcome === "superseded" ? outcome : "error";
		this.findings = options.findings ?? [];
	}
	/**
	* One error from everything that was found. Its message is the first finding and how many more there are; its reason is
	* the first finding's, or `reason`. `start` is put before the message. Throws (a bug) without a finding.
	*/
	static from(findings, { reason, start = "" } = {}) {
		const [first] = findings;
		if (first === void 0) throw new Error("no finding to make an error from");
		const place = first.where === void 0 ? "" : `${first.where}: `;
		const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
		return new UserError(reason ?? first.reason, `${start}${place}${first.text}${more}`, { findings });
	}
};
/** Stops a run in which something was thrown and not caught. With its message and its stack. */
var Crash = class extends Error {
	name = "Crash";
	constructor(thrown) {
		super(messageOf(thrown), { cause: thrown });
		if (thrown instanceof Error && thrown.stack !== void 0) this.stack = thrown.stack;
	}
};
/** Whether a signal stopped the run, and not a crash. */
function isStopped(signal) {
	return signal.aborted && !(signal.reason instanceof Crash);
}
/** The text of anything that was thrown. */
function messageOf(thrown) {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
/** What the machine lacks, by the code of a system call that failed. None of these is a bug. */
const MACHINE_FAULTS = {
	EDQUOT: "the quota of its disk is used up",
	EIO: "its disk is broken",
	EMFILE: "too many files are open",
	ENFILE: "too many files are open",
	ENOMEM: "it has too little memory",
	ENOSPC: "its disk is full",
	EROFS: "its disk is read-only"
};
/** What was thrown where it is a fault of the runner's machine, as an error that says so; else as it is. */
function withMachineFaults(thrown) {
	if (!(thrown instanceof Error) || !("code" in thrown) || thrown instanceof UserError) return thrown;
	const fault = Object.entries(MACHINE_FAULTS).find(([code]) => code === thrown.code);
	if (fault === void 0) return thrown;
	return new UserError("runner-machine", `the runner cannot go on: ${fault[1]} (${thrown.message})`, { cause: thrown });
}

// src/text/bug-report.ts
/** What is asked for when something is thrown that was not meant to be. */
const BUG_REPORT = "This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues";

// src/secrets/user-info.ts
/** The password of an address, as it is written and as it is meant, and the name where it stands alone. */
function userInfoOf(address) {
	const [, info] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(address.trim()) ?? [];
	if (info === void 0) return [];
	const colon = info.indexOf(":");
	const secret = colon < 0 ? info : info.slice(colon + 1);
	return [.../* @__PURE__ */ new Set([secret, decoded$1(secret)])];
}
/** The address without a user and a password. */
function withoutUserInfo(address) {
	return address.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
}
function decoded$1(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/secrets/kubeconfig-text.ts
/** Keys of a kubeconfig, and of JSON and YAML like it, whose values are credentials. */
const CREDENTIAL$1 = /token|secret|passw|credential|^client-key-data$/i;
const PAIR = /(?<![\w.-])([\w.-]+)["']?[ \t]*:[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}#"'][^\n,}]*)/g;
/**
* The credentials in the text of a kubeconfig, in base64 too, by the names of its keys: enough until it is parsed. Nothing of
* a text that is a path.
*/
function kubeconfigSecrets(given) {
	const text = decodedText(given);
	const found = [...text.matchAll(PAIR)].flatMap(([, key = "", written = ""]) => {
		const value = unquoted(written.trim());
		if (/^(server|proxy-url)$/.test(key)) return userInfoOf(value);
		if (!CREDENTIAL$1.test(key) || /^[|>]/.test(value)) return [];
		return key === "client-key-data" ? [value, Buffer.from(value, "base64").toString("utf8")] : [value];
	});
	return text === given ? found : [given.replaceAll(/\s+/g, ""), ...found];
}
/** Whether a value is a kubeconfig, in base64 too: its names are public, unlike the lines of any other secret. */
function isKubeconfigText(value) {
	const text = decodedText(value);
	return /\bclusters["']?\s*:/.test(text) && /\busers["']?\s*:/.test(text) && /\bcontexts["']?\s*:/.test(text);
}
function decodedText(given) {
	const compact = given.replaceAll(/\s+/g, "");
	if (!/^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(compact)) return given;
	const text = Buffer.from(compact, "base64").toString("utf8");
	return /\b(clusters|users|contexts)\b/.test(text) ? text : given;
}
function unquoted(text) {
	if (text.startsWith("\"")) return parsed(text);
	if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
	const comment = text.search(/\s#/);
	return (comment < 0 ? text : text.slice(0, comment)).trim();
}
function parsed(text) {
	try {
		return String(JSON.parse(text));
	} catch {
		return text.slice(1, -1);
	}
}

// src/runner/line-writer.ts
/** What the stream may hold at a time, in characters. Node fails with `write EINVAL` at about a million queued writes. */
const IN_FLIGHT = 65536;
/** What may wait here before a caller that prints much has to wait, in characters. */
const ROOM = 1048576;
/**
* Writes lines in their order. A line goes out at once while the reader keeps up; else lines wait here and go out in
* chunks, as fast as they are read.
*/
var LineWriter = class {
	#sink;
	#inFlight = 0;
	/** Full chunks, and the one that is being filled. */
	#chunks = [];
	#filling = "";
	#waiting = 0;
	#roomWanted = [];
	#emptyWanted = [];
	constructor(sink) {
		this.#sink = sink;
	}
	line(text) {
		const line = `${text}\n`;
		if (this.#waiting === 0 && this.#inFlight < IN_FLIGHT) {
			this.#send(line);
			return;
		}
		this.#waiting += line.length;
		this.#filling += line;
		if (this.#filling.length < IN_FLIGHT) return;
		this.#chunks.push(this.#filling);
		this.#filling = "";
	}
	/** Resolves when little waits: a caller that prints much waits for it now and then, so that the memory does not fill up. */
	room() {
		if (this.#waiting < ROOM) return Promise.resolve();
		return new Promise((resolve) => this.#roomWanted.push(resolve));
	}
	/** Resolves when everything was written. */
	flushed() {
		if (this.#inFlight === 0) return Promise.resolve();
		return new Promise((resolve) => this.#emptyWanted.push(resolve));
	}
	#send(text) {
		this.#inFlight += text.length;
		this.#sink.write(text, () => {
			this.#inFlight -= text.length;
			this.#written();
		});
	}
	#takeFilling() {
		const text = this.#filling;
		this.#filling = "";
		return text;
	}
	#written() {
		while (this.#waiting > 0 && this.#inFlight < IN_FLIGHT) {
			const next = this.#chunks.shift() ?? this.#takeFilling();
			this.#waiting -= next.length;
			this.#send(next);
		}
		if (this.#waiting < ROOM) release(this.#roomWanted);
		if (this.#inFlight === 0) release(this.#emptyWanted);
	}
};
function release(waiting) {
	for (const resolve of waiting.splice(0)) resolve();
}
/** Standard output of this process: everything that is printed goes through it, so that it stays in order. */
const stdout = new LineWriter({ write: (text, done) => process.stdout.write(text, done) });

// src/secrets/clean-data.ts
/**
* The same data with `redact` applied to every text in it: lists, maps, sets and plain objects, whose keys stay. What is
* rendered from it may be escaped in any way, since there is no secret left to be hidden by that.
*/
function cleanData(data, redact) {
	return new Cleaner(redact).of(data);
}
var Cleaner = class {
	#redact;
	/** What stands in two places is one object in the copy too. */
	#done = /* @__PURE__ */ new Map();
	constructor(redact) {
		this.#redact = redact;
	}
	of(value) {
		if (typeof value === "string") return this.#redact(value);
		if (typeof value !== "object" || value === null) return value;
		const known = this.#done.get(value);
		if (known !== void 0) return known;
		if (Array.isArray(value)) return this.#list(value);
		if (value instanceof Map) return this.#map(value);
		if (value instanceof Set) return this.#keep(value, new Set([...value].map((item) => this.of(item))));
		return isPlain(value) ? this.#object(value) : value;
	}
	#keep(value, copy) {
		this.#done.set(value, copy);
		return copy;
	}
	#list(value) {
		const copy = this.#keep(value, []);
		for (const item of value) copy.push(this.of(item));
		return copy;
	}
	#map(value) {
		const copy = this.#keep(value, /* @__PURE__ */ new Map());
		for (const [key, item] of value) copy.set(key, this.of(item));
		return copy;
	}
	#object(value) {
		const copy = this.#keep(value, {});
		for (const [key, item] of Object.entries(value)) Object.defineProperty(copy, key, {
			value: this.of(item),
			configurable: true,
			enumerable: true,
			writable: true
		});
		return copy;
	}
};
function isPlain(value) {
	const prototype = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

// src/secrets/encodings.ts
/** How texts are written by what prints them. Each of these leaves a text without special characters as it is. */
function writtenForms(text) {
	return [
		text,
		...json(text),
		...quoted(text),
		...inAddresses(text),
		...inMarkup(text),
		oneLine$1(text)
	];
}
/** JSON by JavaScript, by Go (no `&`, `<`, `>`), in ASCII, with escaped slashes; and YAML in double quotes. */
function json(text) {
	const plain = JSON.stringify(text).slice(1, -1);
	const go = plain.replaceAll(/[&<>\u2028\u2029]/g, unicode);
	const control = (written) => written.replaceAll("\\b", "\\u0008").replaceAll("\\f", "\\u000c");
	const yaml = plain.replaceAll(/\\u00([0-9a-f]{2})/g, "\\x$1").replaceAll("\\x00", "\\0").replaceAll("\\x1b", "\\e").replaceAll("\\x07", "\\a").replaceAll("\\x0b", "\\v").replaceAll("", "\\x7F").replaceAll("", "\\N").replaceAll("\xA0", "\\_").replaceAll("\u2028", "\\L").replaceAll("\u2029", "\\P");
	return [
		...[
			plain,
			go,
			control(go),
			ascii(plain),
			ascii(go),
			control(ascii(go)),
			yaml
		],
		...[plain, ascii(plain)].map((written) => written.replaceAll("/", "\\/")),
		ascii(plain).replaceAll(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`)
	];
}
/** Go's `%q`, Python's `repr`, a shell's and YAML's quotes. */
function quoted(text) {
	const go = text.replaceAll(/["\\]|[^\P{C}]|[\p{Zl}\p{Zp}]|[\p{Zs}](?<! )/gu, goEscape);
	const ansi = text.replaceAll(/['\\\p{Cc}]/gu, ansiEscape);
	return [
		...[go, go.replaceAll(/[^\0-\x7f]/gu, goEscape)],
		...[ansi, ansi.replaceAll(/[^\0-\x7f]/gu, octalBytes)],
		go.replaceAll("\\\"", "\"").replaceAll("'", "\\'"),
		text.replaceAll("'", `'\\''`),
		text.replaceAll("'", `'"'"'`),
		text.replaceAll("'", "''"),
		text.replaceAll(/["$`\\]/g, "\\$&"),
		text.replaceAll(/["$`\\!]/g, "\\$&"),
		text.replaceAll(/[^\w@%+=:,./\-\u0080-\uffff]/g, "\\$&"),
		text.replaceAll(/[^\w@%+=:./\-\u0080-\uffff]/g, "\\$&")
	];
}
/** URL encodings: for parts of a path, strict, and of forms; with capital and small digits. */
function inAddresses(text) {
	if (!text.isWellFormed()) return [];
	const part = encodeURIComponent(text);
	const strict = part.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
	const all = [
		part,
		strict,
		part.replaceAll(/%(?:24|26|2B|3A|3D|40)/g, decodeURIComponent),
		encodeURI(text)
	];
	const forms = [
		part,
		strict,
		strict.replaceAll("~", "%7E")
	].map((form) => form.replaceAll("%20", "+"));
	return [...all, ...forms].flatMap((form) => [form, form.replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase())]);
}
/** XML and HTML: what has to be escaped, and all that may be, by name and by number. */
function inMarkup(text) {
	const least = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	const double = ["&quot;", "&#34;"];
	const single = [
		"'",
		"&apos;",
		"&#39;",
		"&#x27;"
	];
	const both = double.flatMap((one) => single.map((other) => least.replaceAll("\"", one).replaceAll("'", other)));
	const blanks = (form) => form.replaceAll("	", "&#x9;");
	return [
		least,
		...both,
		...both.map(blanks),
		least.replaceAll(/[\\`*_[\]|~#]/g, "\\$&")
	];
}
/** As a text is folded that has to be one line. */
function oneLine$1(text) {
	return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}
function ascii(text) {
	return text.replaceAll(/[\x7f-\uffff]/g, unicode);
}
function unicode(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
const SHORT = {
	"\x07": "\\a",
	"\b": "\\b",
	"\f": "\\f",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\v": "\\v",
	"\"": "\\\"",
	"\\": "\\\\"
};
function goEscape(character) {
	const code = character.codePointAt(0) ?? 0;
	const hex = code.toString(16);
	if (SHORT[character] !== void 0) return SHORT[character];
	if (code < 128) return `\\x${hex.padStart(2, "0")}`;
	return code > 65535 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
/** Inside `$'…'`. */
function ansiEscape(character) {
	if (character === "'") return "\\'";
	if (character === "\x1B") return "\\E";
	return SHORT[character] ?? octalBytes(character);
}
function octalBytes(character) {
	return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

// src/secrets/parts.ts
/** Keys of what is a credential by its name. */
const CREDENTIAL = /token|secret|^pass|passw|pwd|credential|keys?$|(?<![a-z])auth$|signature|^sig$/i;
/** Keys of what is public beside a credential: an account of a cloud has them, whose project is in every image's name. */
const PUBLIC = /^(type|kind|host(name)?|port|region|zone|user(name)?|e?mail|name|namespace|environment|database|dbname|scheme|protocol|driver|engine|ssl(mode)?|version|path|(quota_)?project(_id)?|client_(id|email)|universe_domain|.*_ur[il])$/i;
/** Words, ports and small numbers: not secret, and in every log. */
const PLAIN = /^([a-z]{1,12}|\d{1,5})$/i;
/** Bounds the work for a value that holds many others. */
const MOST_PARTS = 1e3;
/**
* The values inside of a value that are secrets of their own: the texts and numbers of JSON, the password of an address and
* what its query names as a credential, credentials among `KEY=VALUE` and `key: value` lines, a number written in another way.
*/
function partsOf(value) {
	const trimmed = value.trim();
	const parts = jsonLeaves(trimmed) ?? [
		...addressParts(trimmed),
		...pairs(trimmed),
		...numbers(trimmed)
	];
	return [...new Set(parts)].filter((part) => part !== trimmed).slice(0, MOST_PARTS);
}
function jsonLeaves(text) {
	if (!/^[{["]/.test(text)) return void 0;
	let parsed;
	try {
		parsed = JSON.parse(text, (_, value, context) => typeof value === "number" ? context?.source ?? String(value) : value);
	} catch {
		return;
	}
	if (isKubeconfig(parsed)) return kubeconfigSecrets(text);
	const leaves = [];
	const walk = (value, key) => {
		if (leaves.length >= MOST_PARTS) return;
		if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, Array.isArray(value) ? key : name);
		if (typeof value !== "string") return;
		leaves.push(...addressParts(value));
		if (!(!CREDENTIAL.test(key) && (PLAIN.test(value) || PUBLIC.test(key)))) leaves.push(value, ...numbers(value), ...login(value));
	};
	walk(parsed, "");
	return leaves.filter((leaf) => !/^https?:\/\/[^@?]*$/.test(leaf) && !/^(service_account|authorized_user)$/.test(leaf));
}
/** Its names are public: those of the cluster, the context, the namespace. */
function isKubeconfig(parsed) {
	return typeof parsed === "object" && parsed !== null && "clusters" in parsed && "users" in parsed;
}
/** `auth` of a docker config: user and password in base64. */
function login(text) {
	if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(text) || text.length % 4 !== 0) return [];
	const [, password] = /^[\w.-]+:([\x20-\x7e]+)$/.exec(Buffer.from(text, "base64").toString("utf8")) ?? [];
	return password === void 0 ? [] : [password];
}
function addressParts(text) {
	if (text.length > 8192 || /\s/.test(text)) return [];
	const [, bare] = /^[^:@/]+:([^@]+)@[^@]+$/.exec(text) ?? [];
	return [
		...userInfoOf(text),
		...bare === void 0 ? [] : [bare],
		...queryParts(text)
	];
}
/** The values that the query of an address names as credentials. */
function queryParts(text) {
	const begin = text.search(/[?&;]/);
	if (begin < 0) return [];
	return text.slice(begin + 1).split(/[&;]/).flatMap((pair) => {
		const at = pair.indexOf("=");
		const [value = ""] = pair.slice(at + 1).split("#", 1);
		return at > 0 && value !== "" && CREDENTIAL.test(pair.slice(0, at)) ? [value, decoded(value)] : [];
	});
}
function pairs(text) {
	const found = [];
	for (const line of text.split(/[\r\n;]+/)) {
		const [, key, written] = /^\s*(?:export\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
		if (key === void 0 || written === void 0 || !CREDENTIAL.test(key)) continue;
		const value = withoutComma(written);
		const bare = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
		if (!/^[a-z]{1,8}$/i.test(bare) || /passw|pwd/i.test(key)) found.push(bare);
	}
	return found;
}
/** Without commas and blanks at its end, in any order. */
function withoutComma(text) {
	let end = text.length;
	while (end > 0 && /[,\s]/.test(text.charAt(end - 1))) end -= 1;
	return text.slice(0, end);
}
/** A number as Go, JavaScript and YAML write it again: `7.39e+19`, without its zeros, an octal one in decimal. */
function numbers(text) {
	const digits = text.replaceAll("_", "");
	if (!/^[-+]?(0[xob])?[\d.][\da-f.]*(e[-+]?\d+)?$/i.test(digits)) return [];
	return [...[Number(digits), /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : NaN].flatMap((number) => {
		if (!Number.isFinite(number)) return [];
		const exponential = number.toExponential();
		const go = exponential.replace(/e([-+])(\d)$/, "e$10$2");
		const whole = Number.isInteger(number) ? [BigInt(number).toString(), number.toString()] : [number.toString()];
		return [
			exponential,
			go,
			go.toUpperCase(),
			...whole
		];
	}), digits];
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/secrets/forms.ts
/** Shorter texts are not masked: they occur everywhere, and the log would be unreadable without being any safer. */
const SHORTEST_MASK = 4;
/** Words that are in every log; as values of secrets they protect nothing. */
const EVERYDAY = /* @__PURE__ */ new Set([
	"true",
	"false",
	"null",
	"none",
	"undefined",
	"default",
	"enabled",
	"disabled"
]);
/** Of a longer value only itself, its JSON and its lines are forms: the others would be megabytes each. */
const LONG$1 = 65536;
/** The widths at which base64 is wrapped: by `base64`, in PEM, in MIME. */
const WIDTHS = [76, 64];
/** Of a value in wrapped base64 so many lines are given to the runner. */
const MOST_LINES = 100;
/** Whether a value can be masked without the log becoming unreadable. */
function isMaskable(value) {
	const trimmed = value.trim();
	return trimmed.length >= 4 && !EVERYDAY.has(trimmed.toLowerCase());
}
/**
* Every single-line form in which a secret value may turn up: itself, in base64, hex, URL encoding, JSON, XML and in quotes,
* the values that it holds, and each of its lines that is long enough to be masked. The runner masks line by line, so that no
* form has a line break in it. Lines are not encoded one by one: that is not done in practice, and a certificate would become
* hundreds of masks.
*/
function secretForms(value) {
	const forms = /* @__PURE__ */ new Map();
	const add = (form, kind) => {
		if (form.trim().length < 4 || /[\r\n]/.test(form) || EVERYDAY.has(form.toLowerCase())) return;
		if (!forms.has(form)) forms.set(form, kind);
	};
	const wholes = /* @__PURE__ */ new Set([
		value,
		value.trim(),
		...partsOf(value)
	]);
	for (const whole of wholes) add(whole, "value");
	const lines = tellingLines(value);
	for (const line of lines) add(line, "line");
	for (const whole of wholes) if (whole.length > LONG$1) add(JSON.stringify(whole).slice(1, -1), "encoded");
	else for (const form of [...writtenForms(whole), ...byteForms(whole)]) add(form, "encoded");
	for (const line of lines) add(JSON.stringify(line).slice(1, -1), "encoded");
	return forms;
}
function tellingLines(value) {
	const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
	return lines.length > 1 ? lines.filter(isTelling) : [];
}
/** Whether a line of a longer value says something: no brackets, no PEM borders, no key without a value. */
function isTelling(line) {
	if (!isMaskable(line) || /^[\W_]*$/.test(line)) return false;
	return !/^-----.*-----$/.test(line) && !/^["']?[\w./-]+["']?\s*:\s*["'|>[{+-]*$/.test(line);
}
/**
* Hex, and base64 with and without a final line break, in both alphabets, whole and wrapped; and the part that stays the
* same when the value is in the middle of something else, as a password is in `user:password`.
*/
function byteForms(value) {
	const hex = Buffer.from(value).toString("hex");
	const whole = [value, `${value}\n`].map((text) => Buffer.from(text).toString("base64"));
	const inner = Buffer.byteLength(value) < 8 ? [] : [
		0,
		1,
		2
	].map((before) => innerBase64(value, before));
	const lines = whole.flatMap((text) => WIDTHS.flatMap((width) => linesOf(text, width)));
	const base64 = [
		...whole,
		...inner,
		...lines
	].flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]);
	return [
		hex,
		hex.toUpperCase(),
		...base64,
		...base64.map(withoutPadding)
	];
}
function withoutPadding(base64) {
	const end = base64.indexOf("=", Math.max(0, base64.length - 2));
	return end < 0 ? base64 : base64.slice(0, end);
}
function linesOf(text, width) {
	const lines = [];
	for (let at = 0; at < text.length && text.length > width && lines.length < MOST_LINES; at += width) {
		const line = text.slice(at, at + width);
		if (line.length >= 8) lines.push(line);
	}
	return lines;
}
/** The characters of base64 that depend on the value alone when `before` bytes (modulo 3) stand in front of it. */
function innerBase64(value, before) {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
	return bytes.toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor(bytes.length * 8 / 6));
}

// src/secrets/fragments.ts
const GRAM = 16;
/** A value that is longer than this is looked for at every 60th place: enough for lines of 76 characters. */
const LONG = 65536;
/**
* Finds pieces of encoded secrets, wherever their lines were cut and whatever stands before them: base64 in lines of any width
* above some 24 characters, hex likewise. What is found is the whole run of such characters.
*/
var Fragments = class {
	#grams = /* @__PURE__ */ new Set();
	add(value) {
		const bytes = Buffer.byteLength(value);
		if (bytes < GRAM) return;
		const step = bytes > LONG ? 60 : 8;
		for (const before of [
			0,
			1,
			2
		]) this.#addGrams(innerBase64(value, before), step);
		this.#addGrams(Buffer.from(value).toString("hex"), step);
	}
	/** The ranges of runs that hold a piece. */
	in(text) {
		if (this.#grams.size === 0) return [];
		const found = [];
		for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)) if (this.#knows(run.replaceAll("-", "+").replaceAll("_", "/")) || this.#knows(run.toLowerCase())) found.push([index, index + run.length]);
		return found;
	}
	#knows(run) {
		for (let at = 0; at + GRAM <= run.length; at++) if (this.#grams.has(run.slice(at, at + GRAM))) return true;
		return false;
	}
	#addGrams(text, step) {
		for (let at = 0; at + GRAM <= text.length; at += step) this.#grams.add(text.slice(at, at + GRAM));
	}
};

// src/secrets/needles.ts
/**
* Texts that are looked for all at once: the time depends on the text that is searched, not on how many there are, as long as
* they differ early.
*/
var Needles = class {
	#all = /* @__PURE__ */ new Set();
	/** By their first three characters. */
	#byStart = /* @__PURE__ */ new Map();
	has(needle) {
		return this.#all.has(needle);
	}
	/** `needle`: three characters or more. */
	add(needle) {
		this.#all.add(needle);
		const start = needle.slice(0, START);
		const same = this.#byStart.get(start) ?? {
			short: [],
			long: /* @__PURE__ */ new Map()
		};
		this.#byStart.set(start, same);
		if (needle.length < LONG_START) return void same.short.push(needle);
		const long = needle.slice(0, LONG_START);
		const alike = same.long.get(long);
		if (alike === void 0) same.long.set(long, [needle]);
		else alike.push(needle);
	}
	delete(needle) {
		this.#all.delete(needle);
		const same = this.#byStart.get(needle.slice(0, START));
		const candidates = needle.length < LONG_START ? same?.short : same?.long.get(needle.slice(0, LONG_START));
		const at = candidates?.indexOf(needle) ?? -1;
		if (at >= 0) candidates?.splice(at, 1);
	}
	/** Where they are, in the order of their beginnings. */
	in(text) {
		const found = [];
		if (this.#all.size === 0) return found;
		for (let at = 0; at + START <= text.length; at++) {
			const candidates = this.#byStart.get(text.slice(at, at + START));
			if (candidates === void 0) continue;
			const long = candidates.long.size === 0 ? void 0 : candidates.long.get(text.slice(at, at + LONG_START));
			const longest = longestAt(text, at, long ?? []) || longestAt(text, at, candidates.short);
			if (longest > 0) found.push([at, at + longest]);
		}
		return found;
	}
};
const START = 3;
const LONG_START = 24;
function longestAt(text, at, needles) {
	let longest = 0;
	for (const needle of needles) if (needle.length > longest && text.startsWith(needle, at)) longest = needle.length;
	return longest;
}

// src/secrets/masks.ts
/**
* So many masks are given to the runner, and so many characters of them: each is a line of the log, and the runner compares every
* later line with all of them. What this step writes is redacted by all forms, however many there are.
*/
const MOST_MASKS = 5e3;
const MOST_MASKED_CHARACTERS = 4e6;
/**
* The share of both that is used when a form of a kind is still given. A key in PEM has two hundred encoded forms: those of the
* first secrets must not take the place of a later secret itself.
*/
const SHARES = {
	value: 1,
	line: .75,
	encoded: .5
};
/**
* The secrets of this run. The runner masks them in the log; `redact` masks them in what the runner does not filter:
* statuses, the job summary, errors.
*/
var Masks = class {
	#emit;
	#notice;
	#forms = new Needles();
	#fragments = new Fragments();
	#exempt = /* @__PURE__ */ new Set();
	#warned = /* @__PURE__ */ new Set();
	/** What the runner has: a form for which there was no place may be a value later. */
	#given = /* @__PURE__ */ new Set();
	#emitted = {
		masks: 0,
		characters: 0,
		isFull: false
	};
	constructor(options) {
		this.#emit = options.emit;
		this.#notice = options.notice ?? (() => void 0);
	}
	/** Masks a value in all its forms, each once. A named value that is too short or too common to be masked is reported. */
	add(value, name) {
		if (name !== void 0) this.addNamed([[name, value]]);
		else this.#add(value);
	}
	#add(value) {
		for (const secret of isKubeconfigText(value) ? kubeconfigSecrets(value) : [value]) this.#hide(secret);
	}
	#hide(value) {
		if (value.trim() === "" || this.#exempt.has(value.trim()) || !isMaskable(value)) return;
		this.#fragments.add(value.trim());
		for (const [form, kind] of secretForms(value)) {
			if (this.#given.has(form) || this.#exempt.has(form)) continue;
			if (!this.#forms.has(form)) this.#forms.add(form);
			this.#give(form, SHARES[kind]);
		}
	}
	/** Shorter ones may still fit where a long one does not. */
	#give(form, share) {
		const emitted = this.#emitted;
		const fits = emitted.characters + form.length <= MOST_MASKED_CHARACTERS * share;
		if (emitted.masks < 5e3 * share && fits) {
			emitted.masks += 1;
			emitted.characters += form.length;
			this.#given.add(form);
			this.#emit(form);
		} else if (!emitted.isFull) {
			emitted.isFull = true;
			this.#notice(`The secrets of this step have more forms than are given to the runner (${MOST_MASKS.toLocaleString("en")} masks, ${MOST_MASKED_CHARACTERS / 1e6} MB): this step hides all of them, but what a later step prints may show one`);
		}
	}
	/** Masks values by their names; one line says which of them cannot be masked. */
	addNamed(values) {
		const bare = [];
		for (const [name, value] of values) {
			this.#add(value);
			if (value.trim() !== "" && !isMaskable(value) && !this.#warned.has(name)) bare.push(name);
		}
		if (bare.length > 0) this.#warn(bare);
	}
	addAll(values) {
		for (const value of values) this.add(value);
	}
	/**
	* Words that are public anyway, such as the environment's name. A Secret that holds one of them as a value must
	* not turn it into `***` wherever it stands.
	*/
	exempt(...words) {
		for (const word of words) {
			this.#exempt.add(word);
			this.#forms.delete(word);
		}
	}
	/** The text with `***` for every known form. Forms that overlap are hidden as one, so that no rest of any stays. */
	redact(text) {
		const hidden = this.#hiddenIn(text);
		let shown = "";
		let at = 0;
		for (const [start, end] of hidden) {
			shown += `${text.slice(at, start)}***`;
			at = end;
		}
		return shown + text.slice(at);
	}
	/** The same data with every text redacted: what is rendered from it may then be escaped in any way. */
	clean(data) {
		return cleanData(data, (text) => this.redact(text));
	}
	/** The ranges to hide, in order, merged where they overlap or touch. */
	#hiddenIn(text) {
		const found = [...this.#forms.in(text), ...this.#fragments.in(text)].sort(([a], [b]) => a - b);
		const merged = [];
		for (const range of found) {
			const last = merged.at(-1);
			if (last !== void 0 && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
			else merged.push(range);
		}
		return merged;
	}
	#warn(names) {
		for (const name of names) this.#warned.add(name);
		const [first = "", ...others] = names;
		const subject = others.length === 0 ? `The value of ${first} is` : `The values of ${names.join(", ")} are`;
		this.#notice(`${subject} too short or too common to be masked (masked from ${4} characters on): it may be seen in the log`);
	}
};

// src/text/one-line.ts
const FOLDED = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu;
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
/** Marks that turn the direction of writing, written out: a file name must not be read as another one. */
function withMarksShown(text) {
	return text.replace(DIRECTION_MARKS, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** Text in one line, without what cannot be seen. */
function oneLine(text) {
	return text.toWellFormed().replace(FOLDED, " ").trim();
}
/**
* Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. What was cut ends with
* `…` and is within the limit, in code points unless measured otherwise.
*/
function cut(text, limit, measure = codePoints) {
	if (measure(text) <= limit) return text;
	let kept = "";
	let length = 0;
	characters ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	for (const { segment } of characters.segment(text)) {
		length += measure(segment);
		if (length > limit - 1) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}
let characters;
function codePoints(text) {
	let length = 0;
	for (const _ of text) length += 1;
	return length;
}

// src/time/system-clock.ts
/**
* The machine's own clock: the time of day as it was at the start, going on at a steady pace. A clock that is set while a
* rollout is followed must neither end its time nor its stability window.
*/
function machineClock({ wall, steady }) {
	const offset = wall() - steady();
	return {
		now: () => Math.floor(offset + steady()),
		sleep
	};
}
const systemClock = machineClock({
	wall: () => Date.now(),
	steady: () => performance.now()
});
async function sleep(ms, signal) {
	try {
		await setTimeout$1(ms, void 0, signal === void 0 ? {} : { signal });
	} catch (thrown) {
		throw signal?.aborted ? signal.reason : thrown;
	}
}

// src/runner/workflow-command.ts
/** A workflow command, as the runner reads it: `::warning::text`. */
function commandLine(name, text) {
	return `::${name}::${text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`;
}

// src/runner/runner.ts
/** GitHub drops a step's whole summary above 1 MiB, so it is cut before that, with a word about it. */
const SUMMARY_LIMIT = 1e6;
/**
* The runner: its files by @actions/core, its log by our own writer, since @actions/core writes a line at a time without
* looking whether anybody reads. Everything that is printed passes the masks first, also where GitHub does not.
*/
function actionsRunner(output = stdout, env = process.env) {
	const command = commandsTo(output);
	const masks = new Masks({
		emit: (value) => command("add-mask", value),
		notice: (line) => command("notice", line)
	});
	const log = redactingLogger(masks, output);
	const outputs = saidOnce((why) => log.error(`The outputs could not be written: ${why}; later steps find none`));
	const states = saidOnce((why) => log.warning(`The state for the post step could not be kept: ${why}`));
	return {
		log,
		masks,
		clock: systemClock,
		env,
		print: (lines) => output.line(masks.redact(lines)),
		room: () => output.room(),
		input: (name) => (env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim(),
		setOutput: (name, value) => outputs(() => setOutput(name, outputText(value, masks))),
		saveState: (name, value) => states(() => saveState(name, value)),
		state: (name) => getState(name),
		writeSummary: (data, render) => writeSummary(withMarksShown(masks.redact(render(masks.clean(data)))), log),
		fail: (headline) => {
			process.exitCode = 1;
			command("error", withMarksShown(masks.redact(headline)));
		}
	};
}
/** The text of an output. */
function outputText(value, masks) {
	return typeof value === "string" ? value : JSON.stringify(masks.clean(value));
}
function redactingLogger(masks, output) {
	const command = commandsTo(output);
	const shown = (text) => withMarksShown(masks.redact(text));
	return {
		debug: (line) => command("debug", shown(line)),
		info: (line) => output.line(withoutCommands(shown(line))),
		notice: (line) => command("notice", shown(line)),
		warning: (line) => command("warning", shown(line)),
		error: (line) => command("error", shown(line)),
		group: async (title, work) => {
			command("group", shown(title));
			try {
				return await work();
			} finally {
				command("endgroup", "");
			}
		}
	};
}
function commandsTo(output) {
	return (name, text) => output.line(commandLine(name, text));
}
/**
* The runner takes a line that begins with `::`, or has `##[` anywhere in it, for a command, and ends a line at a carriage
* return too. What a pod or a registry wrote must not give commands, so both are broken up and control characters go.
*/
function withoutCommands(text) {
	return text.replaceAll(/[^\P{Cc}\n\t]/gu, " ").replaceAll(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, "$1:​").replaceAll("##[", "#​#[");
}
/** Writes to a file of the runner's. Says the first time that it cannot be written, and goes on: a full disk is no reason to stop. */
function saidOnce(say) {
	let isSaid = false;
	return (write) => {
		try {
			write();
		} catch (thrown) {
			if (!isSaid) say(messageOf(thrown));
			isSaid = true;
		}
	};
}
async function writeSummary(markdown, log) {
	const text = markdown.length <= SUMMARY_LIMIT ? markdown : `${markdown.slice(0, SUMMARY_LIMIT)}\n\n… cut: the log has the rest.`;
	try {
		await summary.addRaw(text, true).write();
	} catch (thrown) {
		log.warning(`The job summary could not be written: ${messageOf(thrown)}`);
	}
}

// src/runner/step-process.ts
/** What a step has after something was thrown and not caught, to write its end: it may wait for GitHub. */
const CRASH_GRACE_MS = 6e4;
/**
* Runs a step in this process and ends the process by itself: an idle connection must not keep the step running. What is
* not caught, an exception or a rejection, stops the work like a cancellation, but ends it as what it is, in redacted words.
*/
async function runStep(step, { stop, environment }) {
	const runner = actionsRunner(stdout, environment.env);
	let hasCrashed = false;
	process.stdout.on("error", () => void 0);
	process.on("uncaughtException", (thrown) => {
		if (hasCrashed) return;
		hasCrashed = true;
		setTimeout(() => process.exit(1), CRASH_GRACE_MS).unref();
		onCrash(thrown, runner, stop);
	});
	if (environment.problem !== void 0) runner.log.info(`Other processes of this user can read the environment of this step: ${environment.problem}`);
	await step(runner, stop.signal);
	await stdout.flushed();
	process.exit();
}
/** Says what was thrown, keeps it for `post`, and stops the work. What follows from the first crash is not said. */
function onCrash(thrown, { fail, log, masks, saveState }, stop) {
	if (stop.signal.reason instanceof Crash) return;
	const crash = new Crash(thrown);
	if (!stop.signal.aborted) stop.abort(crash);
	fail(`bug: ${crash.message}`);
	log.info(`${crash.stack}\n${BUG_REPORT}`);
	try {
		saveState("crashed", masks.redact(crash.message));
	} catch (problem) {
		log.info(`Could not be kept for the post step: ${messageOf(problem)}`);
	}
}

export { isDebug as _, kubeconfigSecrets as a, BUG_REPORT as c, isStopped as d, messageOf as f, info as g, debug as h, oneLine as i, Crash as l, CAUSES as m, systemClock as n, userInfoOf as o, withMachineFaults as p, cut as r, withoutUserInfo as s, runStep as t, UserError as u };
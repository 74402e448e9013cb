import { defineRule } from "../rule.ts";

export const imagePull = defineRule({
  id: "crash_loop.image_pull",
  title: "An image cannot be pulled",
  headline: "Image {image} cannot be pulled",
  severity: "high",
  why: "The container cannot start because its image does not arrive; old pods keep running until they are moved.",
  match: {
    any: [
      /\b(?:ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName)\b/i,
      /Back-off pulling image "?(?<image>[\w./:@-]{1,200})/i,
      /Failed to pull image "?(?<image>[\w./:@-]{1,200})/i,
      /manifest for (?<image>[\w./:@-]{1,200}) not found/i,
      /\bPullImage\b.{0,200}\bfailed\b|\bfailed to pull and unpack image\b|\bmanifest unknown\b|\bpull access denied\b.{0,20}loop/i,
    ],
  },
  fires: [
    'PullImage "registry.example.com/app:nope" failed',
    "Warning  Failed  kubelet  Error: ImagePullBackOff",
    'Failed to pull image "registry.example.com/app:1.2.4": rpc error: code = NotFound desc = failed to resolve reference',
    "docker: Error response from daemon: manifest for app:9.9 not found: manifest unknown",
  ],
  silent: ['Successfully pulled image "registry.example.com/app:1.2.4" in 2.1s'],
  advice: {
    debugging: [
      '`kubectl describe pod <pod>`: "not found" is a wrong tag, "access denied" a missing pull secret, "toomanyrequests" a registry limit.',
      "Try it on the node: `crictl pull <image>`.",
    ],
    quickFixes: [
      'Correct the tag, or attach the secret: `kubectl patch serviceaccount default -p \'{"imagePullSecrets":[{"name":"regcred"}]}\'`.',
    ],
    durableFixes: ["Deploy by digest, and check that the image exists before the rollout."],
    links: [{ title: "Kubernetes: images", url: "https://kubernetes.io/docs/concepts/containers/images/" }],
  },
});

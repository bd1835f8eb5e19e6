#!/bin/sh
# Makes a Deployment that a custom resource owns, as an operator would. Needs KUBECONFIG.
set -e
here=$(dirname "$0")
kubectl apply -f "$here/owned-workloads.yaml"
kubectl wait --for=condition=Established crd/storefronts.example.com --timeout=60s
printf 'apiVersion: example.com/v1\nkind: Storefront\nmetadata: {name: main, namespace: shop}\n' | kubectl apply -f -
uid=$(kubectl -n shop get storefront main -o jsonpath='{.metadata.uid}')
kubectl apply -f - <<YAML
apiVersion: apps/v1
kind: Deployment
metadata:
  name: front
  namespace: shop
  ownerReferences:
    - {apiVersion: example.com/v1, kind: Storefront, name: main, uid: $uid, controller: true}
spec:
  replicas: 1
  selector: {matchLabels: {app: front}}
  template:
    metadata: {labels: {app: front}}
    spec: {containers: [{name: front, image: "myorg/front:v7"}]}
YAML

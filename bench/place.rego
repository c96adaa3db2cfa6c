# A plain check of places, as a peer would be given it: what a resource says of its own place, else its provider's region.
package main

import rego.v1

us := {
	"us-east-1", "us-east-2", "us-west-1", "us-west-2",
	"us-ashburn-1", "us-phoenix-1", "us-chicago-1",
	"us-central1", "us-east1", "us-east4", "us-west1", "US", "US-CENTRAL1",
}

regions[reference] := resource.inputs.region if {
	some resource in input.deployment.resources
	startswith(resource.type, "pulumi:providers:")
	reference := sprintf("%s::%s", [resource.urn, resource.id])
}

deny contains message if {
	some resource in input.deployment.resources
	resource.custom
	place := object.get(resource.inputs, "location", object.get(resource.inputs, "region", regions[resource.provider]))
	not place in us
	message := sprintf("%s is in %s", [resource.urn, place])
}

import type { RegisterPackageRequest } from "@pulumi/pulumi/proto/resource_pb";

/** A package as a request names it. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly downloadUrl: string;
}

/** The packages that a program registered: parameterized ones are known by their own name and version. */
export class Packages {
  private readonly byReference = new Map<string, Package>();

  /** The reference by which later requests name the package. */
  register(request: RegisterPackageRequest): string {
    const parameterization = request.getParameterization();
    const reference = `package-${this.byReference.size}`;
    this.byReference.set(reference, {
      name: parameterization?.getName() ?? request.getName(),
      version: parameterization?.getVersion() ?? request.getVersion(),
      downloadUrl: request.getDownloadUrl(),
    });
    return reference;
  }

  /** The package that a request means: the one that it refers to, else the one that its token names. */
  resolve(reference: string, named: Package): Package {
    return this.byReference.get(reference) ?? named;
  }
}

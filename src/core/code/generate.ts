import { cppFile } from './cpp.ts';
import { javaFile } from './java.ts';
import { planFor } from './plan.ts';
import { pythonFile } from './python.ts';
import type { CodeFile, CodeRequest } from './request.ts';

/** Values as a file of robot code. Every value in it is read back as exactly the double that it is; the file is plain ASCII. */
export function codeFor(request: CodeRequest): CodeFile {
  const plan = planFor(request);
  switch (request.language) {
    case 'java':
      return javaFile(request, plan);
    case 'cpp':
      return cppFile(request, plan);
    case 'python':
      return pythonFile(request, plan);
  }
}

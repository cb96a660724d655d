using System;
using Harrier.Cli;
using Harrier.Engine;

// The session is given from outside, so that the shell around it can be tested with a made one.
SessionRunner session = (_, _, _) => throw new NotSupportedException("This build has no session to run.");
return CommandLine.Run(args, session, Console.Out, Console.Error);

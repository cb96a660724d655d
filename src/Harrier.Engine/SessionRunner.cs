using System.Collections.Generic;
using Harrier.Engine.Configuration;
using Harrier.Monitoring.Reports;

namespace Harrier.Engine;

/// <summary>Runs one session from its start to its end, in the calling thread.</summary>
/// <param name="configuration">The settings, which have no faults.</param>
/// <param name="dataFiles">The recorded files, which exist; none for the built-in venue.</param>
/// <param name="progress">Where to say how far it is.</param>
/// <returns>What there is to tell about it.</returns>
public delegate SessionReport SessionRunner(
    ConfigurationReading configuration, IReadOnlyList<string> dataFiles, SessionProgress progress);

# Autolab loads this module with the assessment. Nothing of what Autolab does is changed.

require "AssessmentBase.rb"

module Kumquatlab@LAB@
  include AssessmentBase

  def assessmentInitialize(course)
    super("kumquatlab@LAB@", course)
    @problems = []
  end
end
